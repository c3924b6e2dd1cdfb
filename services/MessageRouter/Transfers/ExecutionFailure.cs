using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.MessageRouter;

/// <summary>What the return data of a failed CCIP execution means (CCIP 1.6 OffRamp, TokenPool, RateLimiter errors).</summary>
public static class ExecutionFailure
{
    private const int Shown = 66;

    /// <param name="returnData">As <c>ExecutionStateChanged</c> gives it, 0x-hex.</param>
    public static string Explain(string returnData)
    {
        var data = Convert.FromHexString(returnData.AsSpan(2));
        return RevertReason.Read(data, OffRamp.DecodeError) switch
        {
            OffRamp.TokenHandlingError token => $"the token pool {token.Target} refused: {Pool(token.Err)}",
            OffRamp.ReceiverError { Err.Length: 0 } => "the receiver ran out of gas or gave no reason.",
            OffRamp.ReceiverError receiver => $"the receiver refused: {RevertReason.Describe(receiver.Err)}.",
            { } known => $"{Name(known)}.",
            null when data.Length == 0 => "it gave no reason; most likely it ran out of gas.",
            null => $"it returned {Short(returnData)}.",
        };
    }

    private static string Pool(byte[] reason) =>
        RevertReason.Read(reason, BurnMintTokenPool.DecodeError) switch
        {
            BurnMintTokenPool.TokenRateLimitReachedError limit =>
                $"its inbound limit has {limit.Available} left and has room again in {limit.MinWaitInSeconds} s.",
            BurnMintTokenPool.TokenMaxCapacityExceededError limit =>
                $"{limit.Requested} is more than its inbound limit's whole capacity {limit.Capacity}; the limit has to be raised first.",
            BurnMintTokenPool.CursedByRMNError => "the lane is cursed by CCIP's risk management network.",
            { } known => $"{Name(known)}.",
            null => $"{RevertReason.Describe(reason)}.",
        };

    private static string Name(IAbiError error) => error.GetType().Name[..^"Error".Length];

    private static string Short(string data) =>
        data.Length <= Shown ? data : $"{data[..Shown]}… ({data.Length / 2 - 1} bytes)";
}
