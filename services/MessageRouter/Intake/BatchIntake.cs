using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.MessageRouter;

/// <summary>Brings a root of many and its batch together: the root learns its leaves, the batch learns its message.</summary>
internal sealed class BatchIntake(IRouterUnit unit)
{
    public async Task ObserveAsync(string stream, FactsObserved news, CancellationToken ct)
    {
        await unit.DecideAsync<Batch>(stream, batch => FactRules.Observe(batch.Seen, news), ct);
        if (StreamNames.GenerationOf(stream) is var (outbox, generation))
            await unit.DecideAsync<Outbox>(outbox, known => Outbox.See(known, generation), ct);
    }

    /// <summary>Silent for a root that left alone, and for one whose leaves are not seen.</summary>
    public async Task<Root> BindAsync(string stream, Root root, CancellationToken ct)
    {
        if (root is not { IsOfBatch: true, Sent: { } sent, Message: { } message })
            return root;
        if (root.Batch is null && await FindAsync(sent, message.Fact.Sender, ct) is { } found)
            root = await unit.DecideAsync<Root>(stream, known => Root.Bind(known, found), ct);
        if (root.Batch is { } bound)
            await unit.DecideAsync<Batch>(bound, batch => FactRules.Observe(batch.Seen, Alone(sent)), ct);
        return root;
    }

    private async Task<string?> FindAsync(Seen<RootSent> sent, Address contract, CancellationToken ct)
    {
        var fact = sent.Fact;
        var key = BatchKey.Of(fact.Kind, fact.Destination, fact.Peer, fact.Asset);
        var outbox = await unit.LoadAsync<Outbox>(StreamNames.OfOutbox(sent.Chain, contract, key), ct);
        foreach (var generation in outbox.Candidates())
        {
            var stream = StreamNames.OfBatch(sent.Chain, contract, key, generation);
            if ((await unit.LoadAsync<Batch>(stream, ct)).Is(fact))
                return stream;
        }
        return null;
    }

    private static FactsObserved Alone(Seen<RootSent> sent) =>
        new(sent.Chain, sent.Block, sent.Position, [sent.Source]);
}
