using QLStake.Contracts;
using QLStake.Protocol.Bindings;

namespace QLStake.Console;

/// <summary>When a staker may help himself, by the hub's own rules and clock.</summary>
/// <param name="RefundFrom">From then on anyone may send the stake back.</param>
/// <param name="MintFrom">From then on anyone may mint it, if no quorum of guards gives a sign of life before.</param>
/// <param name="Now">The hub's time.</param>
/// <param name="Alone">Its root holds nothing else, so that no proof is needed; one of a batch needs the batch's leaves.</param>
public sealed record Escape(DateTimeOffset RefundFrom, DateTimeOffset MintFrom, DateTimeOffset Now, bool Alone)
{
    public bool RefundsNow => Alone && RefundFrom <= Now;

    public bool MintsNow => Alone && MintFrom <= Now;

    /// <param name="received">When the hub got the root.</param>
    /// <param name="lastQuorum">The guards' last sign of life on the hub.</param>
    public static Escape Of(
        DateTimeOffset received,
        DateTimeOffset lastQuorum,
        TimeSpan refundDelay,
        TimeSpan escapeDelay,
        DateTimeOffset now,
        bool alone
    ) => new(received + refundDelay, (received > lastQuorum ? received : lastQuorum) + escapeDelay, now, alone);
}

/// <summary>Asks the hub for it.</summary>
internal sealed class EscapeReader(OnChain chains, ConsoleSettings settings)
{
    /// <returns>Null where the hub has not got the root, or has consumed the leaf.</returns>
    /// <exception cref="UpstreamException">The hub's chain cannot be read.</exception>
    public async Task<Escape?> ReadAsync(StakeItem item, B256 root, CancellationToken ct)
    {
        if (settings.Find(item.Lane.Destination) is not { Settings.Hub: { } hub } chain)
            return null;
        var (source, satellite) = (item.Lane.Source.Value, item.Satellite);
        var known = await chains.ReadAsync(
            chain,
            hub,
            new QLStakeHub.RootOfCall(source, satellite, (byte)MessageKind.Stake, root),
            ct
        );
        if (known.ReceivedAt == 0)
            return null;
        var consumed = new QLStakeHub.IsConsumedCall(source, satellite, root, item.Index);
        if (await chains.ReadAsync(chain, hub, consumed, ct))
            return null;
        var quorum = await chains.ReadAsync(chain, hub, new QLStakeHub.LastQuorumAtCall(), ct);
        var refund = await chains.ReadAsync(chain, hub, new QLStakeHub.RefundDelayCall(), ct);
        var escape = await chains.ReadAsync(chain, hub, new QLStakeHub.EscapeDelayCall(), ct);
        return Escape.Of(
            DateTimeOffset.FromUnixTimeSeconds((long)known.ReceivedAt),
            DateTimeOffset.FromUnixTimeSeconds((long)quorum),
            TimeSpan.FromSeconds(refund),
            TimeSpan.FromSeconds(escape),
            await chains.TimeAsync(chain, ct),
            known.Count == 1
        );
    }
}
