using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>What becomes possible once a message's facts are complete or final.</summary>
internal sealed class Continuation(IRouterUnit unit, RouterSettings settings)
{
    /// <summary>Asks the guards about every stake of a root that is ready.</summary>
    public async Task AskAsync(Root root, DateTimeOffset now, CancellationToken ct)
    {
        if (!root.IsReady)
            return;
        foreach (var leaf in root.Leaves)
            await unit.DecideAsync<Stake>(
                StreamNames.Of(leaf),
                stake => ApprovalRules.Ask(stake, root, settings, now),
                ct
            );
    }

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
        else
            await unit.DecideAsync<Stake>(stream, stake => ExecutionRules.Finalize(stake, chain, height, now), ct);
    }
}
