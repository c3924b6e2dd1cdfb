using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>A nonce of the account belongs to a batch.</summary>
internal sealed record NonceTaken(ChainSelector Chain, Address Account, ulong Nonce, string BatchId);

/// <summary>The nonce is used for good: nothing with it can be mined any more.</summary>
internal sealed record NonceUsed(ChainSelector Chain, Address Account, ulong Nonce);

/// <summary>An account on a chain, whose nonces only this service hands out.</summary>
/// <param name="Next">The next nonce as far as we know; the chain may know a higher one.</param>
/// <param name="Open">Batches whose nonce is not used for good, by nonce.</param>
internal sealed record Account(ulong Next, ImmutableSortedDictionary<ulong, string> Open) : IState<Account>, IShown
{
    public static Account Initial { get; } = new(0, ImmutableSortedDictionary<ulong, string>.Empty);

    public const string Prefix = "account-";

    public static string Stream(ChainSelector chain, Address account) => $"{Prefix}{chain}-{account}";

    public Account Apply(object @event) =>
        @event switch
        {
            NonceTaken taken => new(Math.Max(Next, taken.Nonce + 1), Open.SetItem(taken.Nonce, taken.BatchId)),
            NonceUsed used => this with { Open = Open.Remove(used.Nonce) },
            _ => this,
        };

    public IEnumerable<object> Documents(string stream) => [new AccountView(stream, Next, [.. Open.Values])];

    /// <summary>Above everything handed out, and above what the account has sent without us.</summary>
    /// <param name="count">The account's transaction count on the chain.</param>
    public ulong NextNonce(ulong count) => Math.Max(Next, count);
}

/// <summary>An account as it is shown.</summary>
internal sealed record AccountView(string Id, ulong NextNonce, IReadOnlyList<string> OpenBatches);
