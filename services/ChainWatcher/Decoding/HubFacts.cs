using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What the hub says.</summary>
internal static class HubFacts
{
    public static IEnumerable<Fact> Of(IAbiEvent? @event) =>
        @event switch
        {
            QLStakeHub.RootReceived received =>
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
            QLStakeHub.Minted minted =>
            [
                new Minted(
                    new(minted.StakeId),
                    minted.Root,
                    minted.Receiver,
                    minted.Asset,
                    new(minted.Assets),
                    new(minted.Shares),
                    minted.PolicyHash
                ),
            ],
            QLStakeHub.MintSkipped skipped => [new MintSkipped(new(skipped.StakeId), Hex.Encode(skipped.Reason))],
            QLStakeHub.MintsPaused paused => [new MintsPaused(paused.By)],
            QLStakeHub.MintsUnpaused unpaused => [new MintsUnpaused(unpaused.By)],
            _ => [],
        };
}
