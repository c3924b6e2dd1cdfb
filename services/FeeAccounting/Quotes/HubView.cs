using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.FeeAccounting;

/// <summary>What a hub says of one listing: it is good for a moment for every quote.</summary>
/// <param name="Decimals">Of the asset on its own chain; the hub counts in 18.</param>
/// <param name="Vested">Assets that count for the rate now, normalised.</param>
/// <param name="Shares">Outstanding.</param>
/// <param name="PausedUntil">Mints, by the hub's clock in seconds; 0 if they are not.</param>
public sealed record HubView(
    ulong Block,
    DateTimeOffset At,
    QLStake.Contracts.Wei GasPrice,
    Address LiquidToken,
    byte Decimals,
    BucketSight Mints,
    ulong PausedUntil,
    U256 Vested,
    U256 Shares
)
{
    /// <summary>Normalised to 18 decimals (<c>QLRate.unitOf</c>).</summary>
    public U256 Normalised(U256 amount)
    {
        for (var decimals = Decimals; decimals < 18; decimals++)
            amount *= 10;
        return amount;
    }

    /// <summary>What an amount would mint now, rounded down (<c>QLRate.toSharesDown</c>).</summary>
    public U256 ToSharesDown(U256 amount) =>
        Shares.IsZero ? Normalised(amount)
        : Vested.IsZero ? U256.Zero
        : Normalised(amount) * Shares / Vested;

    /// <exception cref="RpcException">The chain does not answer.</exception>
    /// <exception cref="AbiException">The contract answers like none of ours.</exception>
    public static async Task<HubView> ReadAsync(ConfiguredChain hub, ConfiguredChain source, Address asset)
    {
        var (at, peer, selector) = (hub.Settings.Hub!.Value, source.Settings.Satellite!.Value, source.Selector.Value);
        var listing = QLStakeHub.ListingOfCall.DecodeResult(
            await hub.Rpc.Call(
                new(at, new QLStakeHub.ListingOfCall(selector, peer, asset).Encode()),
                BlockRef.Latest,
                CancellationToken.None
            )
        );
        var answers = await ChainAnswers.AskAsync(
            hub,
            [
                (at, new QLStakeHub.BucketOfCall(PauseScope.Mints, new(selector, peer, asset)).Encode()),
                (at, new QLStakeHub.PausedUntilCall(PauseScope.Mints).Encode()),
                (at, new QLStakeHub.TotalBackingCall(listing.LiquidToken).Encode()),
                (at, new QLStakeHub.UnvestedRewardsCall(listing.LiquidToken).Encode()),
                (at, new QLStakeHub.SharesOutstandingCall(listing.LiquidToken).Encode()),
            ],
            CancellationToken.None
        );
        var bucket = QLStakeHub.BucketOfCall.DecodeResult(answers[0]);
        var backing = QLStakeHub.TotalBackingCall.DecodeResult(answers[2]);
        return new(
            answers.Number,
            answers.At,
            answers.GasPrice,
            listing.LiquidToken,
            listing.Decimals,
            new(bucket.Limits.Capacity, bucket.Limits.RefillPerSecond, bucket.Available, bucket.Items),
            QLStakeHub.PausedUntilCall.DecodeResult(answers[1]),
            backing - QLStakeHub.UnvestedRewardsCall.DecodeResult(answers[3]).Assets,
            QLStakeHub.SharesOutstandingCall.DecodeResult(answers[4])
        );
    }
}
