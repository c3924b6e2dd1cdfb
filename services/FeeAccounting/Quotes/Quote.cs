using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>One named part of what a stake would cost.</summary>
/// <param name="Token">On that chain; the zero address is the native coin.</param>
/// <param name="Amount">In the token's smallest unit.</param>
/// <param name="PaidBy">The staker or the subsidy pot at staking, or the executor at minting.</param>
public sealed record QuotePart(
    PostingKind Name,
    ChainSelector Chain,
    string ChainName,
    Address Token,
    Wei Amount,
    string PaidBy,
    string Detail
);

/// <summary>What a stake would cost now.</summary>
/// <param name="Charged">What <c>stake</c> takes besides the asset, in the fee token: the staker's parts together.</param>
/// <param name="ExpiresAt">Until when to decide by it; <c>maxFee</c> of <c>stake</c> is what protects the staker.</param>
public sealed record StakeQuote(
    ChainSelector Source,
    string SourceName,
    ChainSelector Destination,
    string DestinationName,
    Address Asset,
    U256 Amount,
    Address Receiver,
    Address FeeToken,
    Wei Charged,
    IReadOnlyList<QuotePart> Parts,
    DateTimeOffset QuotedAt,
    DateTimeOffset ExpiresAt
);

/// <summary>What the satellite's <c>quoteStake</c> says, in the fee token.</summary>
/// <param name="Ccip">All that CCIP takes.</param>
/// <param name="Subsidy">What of it the subsidy pot pays.</param>
/// <param name="Charged">What the staker pays: <c>Ccip + Protocol - Subsidy</c>.</param>
public sealed record ChargedFees(Wei Ccip, Wei Protocol, Wei Subsidy, Wei Charged)
{
    public Wei CcipFromStaker => new(Ccip.Value - Subsidy.Value);
}

/// <summary>Puts the parts together.</summary>
public static class QuoteRules
{
    public static StakeQuote Of(
        QuoteRequest request,
        ConfiguredChain hub,
        ChargedFees fees,
        (MintGas Gas, Wei Price) mint,
        DateTimeOffset now,
        TimeSpan lifetime
    )
    {
        QuotePart Staker(PostingKind name, Wei amount, string detail) =>
            new(name, request.Chain.Selector, request.Chain.Name, request.FeeToken, amount, "staker", detail);

        return new(
            request.Chain.Selector,
            request.Chain.Name,
            hub.Selector,
            hub.Name,
            request.Asset,
            request.Amount,
            request.Receiver,
            request.FeeToken,
            fees.Charged,
            [
                Staker(PostingKind.CcipFee, fees.CcipFromStaker, "CCIP carries the message."),
                .. fees.Subsidy.Value.IsZero
                    ? Enumerable.Empty<QuotePart>()
                    :
                    [
                        Staker(PostingKind.Subsidy, fees.Subsidy, "The subsidy pot pays this part of CCIP's fee.") with
                        {
                            PaidBy = "subsidy",
                        },
                    ],
                Staker(PostingKind.ProtocolFee, fees.Protocol, "The protocol's fee for executing the mint."),
                new(
                    PostingKind.MintGas,
                    hub.Selector,
                    hub.Name,
                    Address.Zero,
                    new(mint.Gas.PerStake * mint.Price.Value),
                    "executor",
                    $"Expected: {mint.Gas.PerStake} gas ({mint.Gas.Basis}) at {mint.Price} wei. Not charged to the staker."
                ),
            ],
            now,
            now + lifetime
        );
    }
}
