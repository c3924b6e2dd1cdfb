using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Fees;

/// <summary>One of many stakes that could be made, alone or in a batch, natively or in LINK.</summary>
internal sealed record RandomStake(bool IsQueued, Address Staker, U256 Amount, Address Receiver, Address FeeToken)
{
    public static RandomStake Of(Random random, IReadOnlyList<Address> stakers, Address link)
    {
        var receiver = new byte[20];
        random.NextBytes(receiver);
        var (queued, native) = (random.Next(4) == 0, random.Next(2) == 0);
        // LINK is the staker's alone.
        return new(
            queued,
            native || queued ? stakers[random.Next(stakers.Count)] : stakers[0],
            (U256)(ulong)random.NextInt64(1, long.MaxValue) * (ulong)random.Next(1, 100),
            Address.FromSpan(receiver),
            native || queued ? default : link
        );
    }

    public string Query =>
        $"/quotes?kind={(IsQueued ? "queue" : "stake")}&chain=avalanche&asset=native&amount={Amount}&receiver={Receiver}"
        + $"&staker={Staker}&feeToken={(FeeToken == default ? "native" : FeeToken)}";

    /// <summary>What the contract would take at a block: it says so when it is allowed one less.</summary>
    /// <returns>Null where it takes less than was quoted.</returns>
    public async Task<U256?> ChargeAsync(LocalChain chain, U256 quoted, ulong block)
    {
        var satellite = chain.Protocol.Satellite!.Value;
        byte[] data = IsQueued
            ? new QLStakeSatellite.QueueCall(default, Amount, Receiver, default, quoted - 1).Encode()
            : new QLStakeSatellite.StakeCall(default, Amount, Receiver, default, FeeToken, quoted - 1).Encode();
        var value = FeeToken == default ? Amount + quoted : Amount;
        try
        {
            await chain.Rpc.Call(new(satellite, data, Staker, value), BlockRef.Number(block));
            return null;
        }
        catch (CallRevertedException revert)
        {
            return QLStakeSatellite
                .DecodeError(revert.Data.Span)
                .ShouldBeOfType<QLStakeSatellite.FeeAboveMaxError>()
                .Charge;
        }
    }
}
