using QLStake.Contracts;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.FeeAccounting;

/// <summary>Asks the hub what shares would be redeemed for, and what carrying the release back costs.</summary>
public sealed class RedeemQuoter(QuoteViews views, FeeChains chains, QuoteSettings settings, TimeProvider time)
{
    private const string Caller = "caller";

    /// <exception cref="QuoteException">A chain would not say; the message says why and what to do.</exception>
    public async Task<Quote> QuoteAsync(QuoteRequest request, CancellationToken ct)
    {
        var hub = request.Chain.Settings.Hub ?? throw QuoteException.NoHub(request.Chain, chains);
        var to = request.Destination ?? throw QuoteException.NoDestination(request.Kind, chains);
        var satellite = to.Settings.Satellite ?? throw QuoteException.NoSatellite(to, chains);
        var listing = await views.HubAsync(request.Chain, to, request.Asset);
        var answers = await Quoter.AskAsync(request, hub, Calls(request, hub, satellite, listing.LiquidToken), ct);
        var (quote, bucket, paused) = Quoter.Read(
            request,
            hub,
            () =>
                (
                    QLStakeHub.QuoteRedeemCall.DecodeResult(answers[0]),
                    QLStakeHub.BucketOfCall.DecodeResult(answers[1]),
                    QLStakeHub.PausedUntilCall.DecodeResult(answers[2])
                )
        );
        var there = await views.OtherAsync(
            to,
            satellite,
            new QLStakeSatellite.PayoutBucketOfCall(request.Asset).Encode()
        );
        var payouts = Quoter.Read(request, satellite, () => QLStakeSatellite.PayoutBucketOfCall.DecodeResult(there[0]));
        var (fee, now) = (new Wei(quote.CcipFee), time.GetUtcNow());
        return new(
            request.Kind,
            request.Chain.Selector,
            request.Chain.Name,
            to.Selector,
            to.Name,
            request.Asset,
            request.Amount,
            request.Receiver,
            request.FeeToken,
            fee,
            new(fee, null, null),
            [
                new(
                    PostingKind.CcipFee,
                    request.Chain.Selector,
                    request.Chain.Name,
                    Address.Zero,
                    fee,
                    Caller,
                    "CCIP carries the message.",
                    $"quoteRedeem of {hub}",
                    answers.Number
                ),
                Quoter.Gas(
                    PostingKind.ReleaseGas,
                    to,
                    await views.GasAsync(to, PostingKind.ReleaseGas),
                    there.GasPrice,
                    there.Number
                ),
            ],
            Quoter.Totals(listing.LiquidToken, request.Amount, Address.Zero, fee),
            new(to.Selector, to.Name, request.Asset, quote.Amount, request.Receiver, answers.Number),
            await views.TimesAsync(request.Kind, new(request.Chain.Selector, to.Selector)),
            [
                LimitRules.Of(
                    "redemptions",
                    request.Chain.Name,
                    new(bucket.Limits.Capacity, bucket.Limits.RefillPerSecond, bucket.Available, bucket.Items),
                    listing.Normalised(quote.Amount),
                    answers.At
                ),
                .. LimitRules.Pause("redemptions", request.Chain.Name, paused, answers.At),
                LimitRules.Of(
                    "payouts",
                    to.Name,
                    new(payouts.InForce.Capacity, payouts.InForce.RefillPerSecond, payouts.Value, payouts.Items),
                    quote.Amount,
                    there.At
                ),
            ],
            now,
            now + settings.QuoteLifetime
        );
    }

    private static IReadOnlyList<(Address, byte[])> Calls(
        QuoteRequest request,
        Address hub,
        Address satellite,
        Address liquidToken
    )
    {
        var selector = request.Destination!.Selector.Value;
        return
        [
            (
                hub,
                new QLStakeHub.QuoteRedeemCall(
                    liquidToken,
                    request.Amount,
                    selector,
                    satellite,
                    request.Asset,
                    request.Receiver
                ).Encode()
            ),
            (
                hub,
                new QLStakeHub.BucketOfCall(PauseScope.Redemptions, new(selector, satellite, request.Asset)).Encode()
            ),
            (hub, new QLStakeHub.PausedUntilCall(PauseScope.Redemptions).Encode()),
        ];
    }
}
