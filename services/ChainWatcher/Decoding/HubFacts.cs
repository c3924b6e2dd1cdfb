using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

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
            QLStakeHub.ScopePaused { Scope: PauseScope.Mints } paused =>
            [
                new MintsPaused(paused.Account, DateTimeOffset.FromUnixTimeSeconds(checked((long)paused.Until))),
            ],
            QLStakeHub.ScopeUnpaused { Scope: PauseScope.Mints } unpaused => [new MintsUnpaused(unpaused.Account)],
            _ => [],
        };
}
