using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.MintExecutor;

/// <summary>Puts what a contract refused with into one sentence.</summary>
internal static class RevertWords
{
    private static readonly RevertReason.Decoder[] Ccip =
    [
        OnRamp.DecodeError,
        FeeQuoter.DecodeError,
        Router.DecodeError,
        RMNRemote.DecodeError,
    ];

    /// <summary>The error as Solidity names it, with its arguments.</summary>
    public static string Name(IAbiError error)
    {
        var text = error.ToString() ?? error.GetType().Name;
        return text.Replace("Error {", " {", StringComparison.Ordinal);
    }

    /// <summary>What none of our own errors is: CCIP's, or anything else.</summary>
    public static string Describe(ReadOnlyMemory<byte> reason) =>
        Ccip.Select(decode => RevertReason.Read(reason.Span, decode)).FirstOrDefault(error => error is not null)
            is { } known
            ? Name(known)
            : RevertReason.Describe(reason);
}
