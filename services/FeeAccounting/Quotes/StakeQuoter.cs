using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>Asks the satellite what a stake would be charged, alone or in a batch.</summary>
public sealed class StakeQuoter(
    QuoteViews views,
    GuardLimits guard,
    FeeChains chains,
    QuoteSettings settings,
    TimeProvider time
)
{
    private const int Main = 0,
        Hub = 1,
        Limit = 2,
        Other = 3;

    /// <exception cref="QuoteException">A chain would not say; the message says why and what to do.</exception>
    public async Task<Quote> QuoteAsync(QuoteRequest request, CancellationToken ct)
    {
        var satellite = request.Chain.Settings.Satellite ?? throw QuoteException.NoSatellite(request.Chain, chains);
        var link = (await views.CcipAsync(request.Chain)).Link;
        var answers = await Quoter.AskAsync(request, satellite, [.. Calls(request, satellite, link)], ct);
        var (fees, current) = Quoter.Read(
            request,
            satellite,
            () => (Fees(request, answers), QLStakeSatellite.CurrentHubCall.DecodeResult(answers[Hub]))
        );
        var hub =
            chains.Find(new ChainSelector(current.HubSelector))
            ?? throw QuoteException.UnknownHub(request.Chain, current.HubSelector);
        var lane = new Lane(request.Chain.Selector, hub.Selector);
        var bucket = QLStakeSatellite.StakeBucketOfCall.DecodeResult(answers[Limit]);
        var now = time.GetUtcNow();
        var sight = new StakeSight(
            fees,
            Ccip(request, fees, answers, link),
            new(bucket.InForce.Capacity, bucket.InForce.RefillPerSecond, bucket.Value, bucket.Items),
            answers.Number,
            answers.At,
            await views.HubAsync(hub, request.Chain, request.Asset),
            await views.GasAsync(hub, PostingKind.MintGas),
            await views.TimesAsync(request.Kind, lane),
            await guard.OfAsync(lane, request.Asset, request.Amount, now)
        );
        return StakeQuotes.Of(request, hub, sight, now, settings.QuoteLifetime);
    }

    private static IEnumerable<(Address, byte[])> Calls(QuoteRequest request, Address satellite, Address link)
    {
        byte[] Stake(Address feeToken) =>
            new QLStakeSatellite.QuoteStakeCall(
                request.Staker,
                request.Asset,
                request.Amount,
                request.Receiver,
                Address.Zero,
                feeToken
            ).Encode();

        var queued = request.Kind == QuoteKind.Queue;
        yield return (
            satellite,
            queued
                ? new QLStakeSatellite.QuoteQueueCall(request.Asset, request.Amount).Encode()
                : Stake(request.FeeToken)
        );
        yield return (satellite, new QLStakeSatellite.CurrentHubCall().Encode());
        yield return (satellite, new QLStakeSatellite.StakeBucketOfCall(request.Asset).Encode());
        if (!queued)
            yield return (satellite, Stake(request.FeeToken.IsZero ? link : Address.Zero));
    }

    private static ChargedFees Fees(QuoteRequest request, ChainAnswers answers) =>
        ChargedFees.Of(
            request.Kind == QuoteKind.Queue
                ? QLStakeSatellite.QuoteQueueCall.DecodeResult(answers[Main])
                : QLStakeSatellite.QuoteStakeCall.DecodeResult(answers[Main])
        );

    private static CcipFees Ccip(QuoteRequest request, ChargedFees fees, ChainAnswers answers, Address link)
    {
        if (request.Kind == QuoteKind.Queue)
            return new(fees.Ccip, null, null);
        Wei? other = answers.Has(Other)
            ? new(QLStakeSatellite.QuoteStakeCall.DecodeResult(answers[Other]).CcipFee)
            : null;
        return request.FeeToken.IsZero ? new(fees.Ccip, other, link) : new(other, fees.Ccip, link);
    }
}
