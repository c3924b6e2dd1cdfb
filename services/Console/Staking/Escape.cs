using QLStake.Contracts;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;

namespace QLStake.Console;

/// <summary>When a staker may help himself, by the hub's own rules and clock.</summary>
/// <param name="RefundFrom">From then on anyone may send the stake back.</param>
/// <param name="MintFrom">From then on anyone may mint it, if no quorum of guards gives a sign of life before.</param>
/// <param name="Now">The hub's time.</param>
/// <param name="Proof">From the leaf to its root, lowest first, empty for a root of one; null while it is not known.</param>
public sealed record Escape(
    DateTimeOffset RefundFrom,
    DateTimeOffset MintFrom,
    DateTimeOffset Now,
    IReadOnlyList<B256>? Proof
)
{
    public bool RefundsNow => Proof is not null && RefundFrom <= Now;

    public bool MintsNow => Proof is not null && MintFrom <= Now;

    /// <param name="received">When the hub got the root.</param>
    /// <param name="lastQuorum">The guards' last sign of life on the hub.</param>
    public static Escape Of(
        DateTimeOffset received,
        DateTimeOffset lastQuorum,
        TimeSpan refundDelay,
        TimeSpan escapeDelay,
        DateTimeOffset now,
        IReadOnlyList<B256>? proof
    ) => new(received + refundDelay, (received > lastQuorum ? received : lastQuorum) + escapeDelay, now, proof);

    /// <summary>Takes nobody's word: a proof that does not lead from the leaf to the root is none.</summary>
    public static IReadOnlyList<B256>? Checked(StakeItem item, B256 root, IReadOnlyList<B256> proof) =>
        LeafTree.Proves(proof, root, Leaf.IdOf(item).Value) ? proof : null;
}

/// <summary>Asks the hub for it, and the router for the proof.</summary>
internal sealed class EscapeReader(OnChain chains, Upstream upstream, ConsoleSettings settings)
{
    /// <returns>Null where the hub has not got the root, or has consumed the leaf.</returns>
    /// <exception cref="UpstreamException">The hub's chain cannot be read, or the router is not there.</exception>
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
            Escape.Checked(item, root, known.Count == 1 ? [] : await ProofAsync(item, ct))
        );
    }

    private async Task<IReadOnlyList<B256>> ProofAsync(StakeItem item, CancellationToken ct) =>
        (await upstream.RouterAsync<StakedLeaf>($"/stakes/{Leaf.IdOf(item)}/proof", ct))?.Proof ?? [];
}
