using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Puts together what a stake would cost. Pure.</summary>
public static class StakeQuotes
{
    public static Quote Of(
        QuoteRequest request,
        ConfiguredChain hub,
        StakeSight sight,
        DateTimeOffset now,
        TimeSpan lifetime
    ) =>
        new(
            request.Kind,
            request.Chain.Selector,
            request.Chain.Name,
            hub.Selector,
            hub.Name,
            request.Asset,
            request.Amount,
            request.Receiver,
            request.FeeToken,
            sight.Fees.Charged,
            sight.Ccip,
            [.. Parts(request, hub, sight)],
            Quoter.Totals(request.Asset, request.Amount, request.FeeToken, sight.Fees.Charged),
            new(
                hub.Selector,
                hub.Name,
                sight.Hub.LiquidToken,
                sight.Hub.ToSharesDown(request.Amount),
                request.Receiver,
                sight.Hub.Block
            ),
            sight.Times,
            [
                LimitRules.Of("stakes", request.Chain.Name, sight.Bucket, request.Amount, sight.At),
                LimitRules.Of("mints", hub.Name, sight.Hub.Mints, sight.Hub.Normalised(request.Amount), sight.Hub.At),
                .. LimitRules.Pause("mints", hub.Name, sight.Hub.PausedUntil, sight.Hub.At),
                .. sight.Guard,
            ],
            now,
            now + lifetime
        );

    private static IEnumerable<QuotePart> Parts(QuoteRequest request, ConfiguredChain hub, StakeSight sight)
    {
        var queued = request.Kind == QuoteKind.Queue;
        var source = $"{(queued ? "quoteQueue" : "quoteStake")} of {request.Chain.Settings.Satellite}";
        QuotePart Part(PostingKind name, Wei amount, string paidBy, string detail) =>
            new(
                name,
                request.Chain.Selector,
                request.Chain.Name,
                request.FeeToken,
                amount,
                paidBy,
                detail,
                source,
                sight.Block
            );

        var fees = sight.Fees;
        yield return queued
            ? Part(PostingKind.BatchShare, fees.Ccip, "staker", "Its share of CCIP's fee for the whole batch.")
            : Part(PostingKind.CcipFee, fees.CcipFromStaker, "staker", "CCIP carries the message.");
        if (!fees.Subsidy.Value.IsZero)
            yield return Part(
                PostingKind.Subsidy,
                fees.Subsidy,
                "subsidy",
                "The subsidy pot pays this part of CCIP's fee."
            );
        yield return Part(
            PostingKind.ProtocolFee,
            fees.Protocol,
            "staker",
            "The protocol's fee for executing the mint."
        );
        yield return Quoter.Gas(PostingKind.MintGas, hub, sight.MintGas, sight.Hub.GasPrice, sight.Hub.Block);
    }
}
