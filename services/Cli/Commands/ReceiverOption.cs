using System.CommandLine;
using QLStake.Localnet.Chains;

namespace QLStake.Cli;

/// <summary><c>--receiver</c>: who gets it; the local staker unless given.</summary>
internal static class ReceiverOption
{
    public static Option<string?> Create(string description) => new("--receiver") { Description = description };

    /// <exception cref="CliException">The text is no address, or the zero address.</exception>
    public static Address Read(string? text) =>
        text is null ? DevelopmentAccount.Staker.Address
        : Address.TryParse(text, out var address) && address != default ? address
        : throw new CliException(
            $"--receiver: expected an address (0x and 40 hex digits, not all zero), found '{text}'."
        );
}
