using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What a satellite says of what it pays, and of its own funds.</summary>
internal static class SatelliteMoney
{
    public static IEnumerable<Fact> Of(IAbiEvent? @event) =>
        @event switch
        {
            QLStakeSatellite.RootReceived received =>
            [
                new RootReceived(
                    new(received.MessageId),
                    received.Root,
                    new(received.SourceSelector),
                    received.Peer,
                    (MessageKind)received.Kind,
                    received.Asset,
                    received.Count,
                    new(received.Total)
                ),
            ],
            QLStakeSatellite.Released paid =>
            [
                new Released(paid.Leaf, paid.Root, paid.Receiver, paid.Asset, new(paid.Amount)),
            ],
            QLStakeSatellite.StakeReturned given =>
            [
                new StakeReturned(
                    new(given.StakeId),
                    given.Refund == default ? null : given.Refund,
                    given.RefundTo,
                    given.Asset,
                    new(given.Amount)
                ),
            ],
            QLStakeSatellite.PaidOut paid => [new PaidOut(paid.Leaf, paid.Receiver, paid.Asset, new(paid.Amount))],
            QLStakeSatellite.PayoutFailed failed =>
            [
                new PayoutFailed(failed.Leaf, failed.Receiver, failed.Asset, new(failed.Amount)),
            ],
            QLStakeSatellite.RestWaits rest => [new RestWaits(rest.Leaf, new(rest.Amount))],
            QLStakeSatellite.Claimed claimed =>
            [
                new Claimed(claimed.Account, claimed.Asset, claimed.To, new(claimed.Amount)),
            ],
            QLStakeSatellite.FloatFunded moved => [new FloatMoved(MoneyFlow.In, moved.From, new(moved.Amount))],
            QLStakeSatellite.FloatWithdrawn moved => [new FloatMoved(MoneyFlow.Out, moved.To, new(moved.Amount))],
            QLStakeSatellite.SubsidyFunded moved => [new SubsidyMoved(MoneyFlow.In, moved.From, new(moved.Amount))],
            QLStakeSatellite.SubsidyWithdrawn moved => [new SubsidyMoved(MoneyFlow.Out, moved.To, new(moved.Amount))],
            QLStakeSatellite.FeesWithdrawn fees => [new FeesWithdrawn(fees.FeeToken, fees.To, new(fees.Amount))],
            QLStakeSatellite.LossRecorded loss => [new LossRecorded(loss.Asset, new(loss.Amount))],
            _ => [],
        };
}
