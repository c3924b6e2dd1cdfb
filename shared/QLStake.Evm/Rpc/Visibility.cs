using System.Runtime.CompilerServices;

// The rules behind the client are pure and tested by themselves.
[assembly: InternalsVisibleTo("QLStake.Tests")]
