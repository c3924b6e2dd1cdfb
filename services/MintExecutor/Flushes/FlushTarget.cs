using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.MintExecutor;

/// <summary>An open batch that is looked after: a satellite's stakes for a hub, or a hub's refunds for a satellite.</summary>
/// <param name="Contract">Where it waits.</param>
/// <param name="Destination">Where it goes.</param>
internal sealed record FlushTarget(
    OperationKind Kind,
    ChainSelector Chain,
    Address Contract,
    ChainSelector Destination,
    Address Peer,
    Address Asset
)
{
    private bool OfStakes => Kind == OperationKind.Flush;

    public B256 Key => BatchKey.Of(OfStakes ? MessageKind.Stake : MessageKind.Refund, Destination, Peer, Asset);

    public string Stream => $"{FlushLine.Prefix}{Chain}-{Contract}-{Key}";

    public IAbiCall Call() =>
        OfStakes
            ? new QLStakeSatellite.FlushCall(Destination.Value, Peer, Asset)
            : new QLStakeHub.FlushRefundsCall(Destination.Value, Peer, Asset);

    /// <summary>The operation that sends the batch of this generation.</summary>
    public OperationOrder Order(OpenBatch batch, FlushQuote quote, FlushTerms terms) =>
        new(new(Kind, $"{Stream}-{batch.Generation}", Round: 0), Chain, Contract, Hex.Encode(Call().Encode()))
        {
            Value = new(U256.Min(quote.ToPay.Value + quote.ToPay.Value / FlushRule.ValueMargin, terms.MaxTopUp.Value)),
            MostValue = terms.MaxTopUp,
            Batch = new(Key, batch.Generation),
        };
}
