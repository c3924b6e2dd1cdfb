using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What becomes possible once a message's facts are complete or final.</summary>
internal sealed class Continuation(IRouterUnit unit, RouterSettings settings)
{
    private readonly Proofs _proofs = new(unit);

    /// <summary>Asks the guards about every stake of a root that is ready, or the executor to pay every leaf of one.</summary>
    public Task AskAsync(Root root, DateTimeOffset now, CancellationToken ct) =>
        root.Kind switch
        {
            MessageKind.Stake when root.IsReady => AskGuardsAsync(root, now, ct),
            MessageKind.Rewards when root.IsReady => AskAboutRewardsAsync(root, now, ct),
            MessageKind.Release or MessageKind.Refund when root is { Sent: not null, Received: not null } =>
                AskReleasesAsync(root, now, ct),
            _ => Task.CompletedTask,
        };

    public async Task FinalizeAsync(
        string stream,
        ChainSelector chain,
        ulong height,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (StreamNames.IsRoot(stream))
        {
            var root = await unit.DecideAsync<Root>(stream, known => Root.Finalize(known, chain, height, now), ct);
            await AskAsync(root, now, ct);
        }
        else if (StreamNames.IsTransfer(stream))
            await unit.DecideAsync<Transfer>(stream, known => Transfer.Finalize(known, chain, height, now), ct);
        else if (StreamNames.IsRelease(stream))
            await unit.DecideAsync<Release>(stream, known => ReleaseRules.Finalize(known, chain, height, now), ct);
        else
            await unit.DecideAsync<Stake>(stream, stake => ExecutionRules.Finalize(stake, chain, height, now), ct);
    }

    private async Task AskGuardsAsync(Root root, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (leaf, proof) in await _proofs.OfAsync(root, ct))
            await unit.DecideAsync<Stake>(
                StreamNames.Of(leaf.Stake),
                stake => ApprovalRules.Ask(stake, root, proof, settings, now),
                ct
            );
    }

    private async Task AskAboutRewardsAsync(Root root, DateTimeOffset now, CancellationToken ct)
    {
        if (root.Sent is { Fact.Count: 1 } sent)
            await unit.DecideAsync<Rewards>(
                StreamNames.OfRewards(sent.Fact.Root),
                rewards => RewardsRules.Ask(rewards, root, settings, now),
                ct
            );
    }

    private async Task AskReleasesAsync(Root root, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var (leaf, proof) in await _proofs.OfAsync(root, ct))
        {
            var staked = root.Kind == MessageKind.Refund ? await _proofs.StakedAsync(leaf.Stake, ct) : null;
            if (root.Kind == MessageKind.Refund && staked is null)
                continue;
            await unit.DecideAsync<Release>(
                StreamNames.OfRelease(leaf.Hash),
                release => ReleaseRules.Ask(release, leaf.Hash, root.Sent!.Fact.Root, proof, staked, settings, now),
                ct
            );
        }
    }
}
