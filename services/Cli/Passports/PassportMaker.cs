using System.Text.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Evm.Trie;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Cli;

/// <summary>Gathers a minted stake's proofs from the services and the chains.</summary>
internal sealed class PassportMaker(RunningLocalnet localnet)
{
    // Messages that share a commit left within minutes.
    private const ulong BlocksAround = 5_000;

    /// <exception cref="CliException">The stake is not minted, or something of it cannot be found.</exception>
    public async Task<Passport> MakeAsync(StakeId id, CancellationToken stop)
    {
        using var router = Client(ServiceNames.MessageRouter);
        var replay =
            await router.GetAsync<RouterReplay>($"/stakes/{id}/replay", stop)
            ?? throw new CliException($"Stake {id} is not known.");
        var trail = new FactTrail(replay);
        var (asked, order) = trail.Approval(id);
        var item = order.Item;
        var (source, hub) = (ChainOf(item.Lane.Source), ChainOf(item.Lane.Destination));
        var contracts = new PassportContracts(
            item.Satellite,
            source.Contracts.OnRamp,
            hub.Contracts.OffRamp,
            item.Hub,
            hub.Description.ChainId
        );
        var sending = trail.Find("root-sent.v1");
        var (ccip, commit) = await CcipAsync(source, hub, trail, sending, stop);
        return new(
            Passport.Newest,
            id,
            item,
            contracts,
            new(order.Root, order.Proof),
            await ProveAsync(source, trail.Find("stake-locked.v1", "stake-queued.v1").TxHash, stop),
            await ProveAsync(source, sending.TxHash, stop),
            ccip,
            await ProveAsync(hub, commit, stop),
            await ProveAsync(hub, trail.Find("root-received.v1").TxHash, stop),
            asked,
            order.Approvals,
            await ProveAsync(hub, trail.Find("minted.v1").TxHash, stop),
            await EventsAsync(id, replay, stop)
        );
    }

    private static async Task<(CcipProof Proof, B256 Commit)> CcipAsync(
        ConnectedChain source,
        ConnectedChain hub,
        FactTrail trail,
        SeenFact sending,
        CancellationToken stop
    )
    {
        var committed = trail.Find("root-committed.v1");
        var (first, last) = (committed.Number("minSequenceNumber"), committed.Number("maxSequenceNumber"));
        var messages = await MessagesAsync(source, hub, sending.Block, first, last, stop);
        var leaves = messages
            .Select(sent => CcipHashing.Leaf(CcipDelivery.Of(sent.Message), source.Contracts.OnRamp))
            .ToList();
        var ours = messages.FindIndex(sent => sent.Message.Header.MessageId == sending.Word("messageId"));
        if (ours < 0 || (ulong)leaves.Count != last - first + 1)
        {
            throw new CliException(
                $"Expected messages {first} to {last} of the lane near block {sending.Block}, found {leaves.Count}."
            );
        }

        var proof = CcipMerkle.Prove(leaves, [ours]);
        return (new(CcipMerkle.Root(leaves), proof.Hashes, $"{proof.Flags}"), committed.TxHash);
    }

    private static async Task<List<OnRamp.CCIPMessageSent>> MessagesAsync(
        ConnectedChain source,
        ConnectedChain hub,
        ulong block,
        ulong first,
        ulong last,
        CancellationToken stop
    )
    {
        var head = await source.Rpc.GetBlockNumber(stop);
        var query = LogQuery.Range(
            block > BlocksAround ? block - BlocksAround : 0,
            Math.Min(head, block + BlocksAround)
        ) with
        {
            Addresses = [source.Contracts.OnRamp],
            Topics =
            [
                [OnRamp.CCIPMessageSent.Topic],
            ],
        };
        var messages = new List<OnRamp.CCIPMessageSent>();
        foreach (var log in await source.Rpc.GetLogs(query, stop))
        {
            if (
                OnRamp.CCIPMessageSent.TryDecode(log, out var sent)
                && sent.DestChainSelector == hub.Selector.Value
                && sent.SequenceNumber >= first
                && sent.SequenceNumber <= last
            )
            {
                messages.Add(sent);
            }
        }

        return [.. messages.OrderBy(sent => sent.SequenceNumber)];
    }

    private static async Task<ProvenReceipt> ProveAsync(ConnectedChain chain, B256 transaction, CancellationToken stop)
    {
        var receipt =
            await chain.Rpc.GetReceipt(transaction, stop)
            ?? throw new CliException($"{chain.Name} has no transaction {transaction} any more.");
        var block = $"{receipt.BlockHash}";
        var header = await chain.Rpc.Request(RpcCall.Json("eth_getBlockByHash", block, false), stop);
        var receipts = await chain.Rpc.Request(RpcCall.Json("eth_getBlockReceipts", block), stop);
        var trie = new ReceiptTrie([.. receipts.EnumerateArray().Select(ConsensusReceipt.Encode)]);
        var place = (int)receipt.TransactionIndex;
        return new(
            chain.Selector,
            receipt.BlockNumber,
            receipt.BlockHash,
            Hex.Encode(ConsensusHeader.Encode(header)),
            place,
            [.. trie.Prove(place).Select(node => Hex.Encode(node))]
        );
    }

    /// <summary>The stake's own streams; the links of what was written in the last second may be missing.</summary>
    private async Task<IReadOnlyList<PassportEvent>> EventsAsync(
        StakeId id,
        RouterReplay replay,
        CancellationToken stop
    )
    {
        var events = new List<PassportEvent>();
        foreach (var stream in replay.Steps.Select(step => step.Stream).Distinct())
        {
            events.AddRange(await EventsAsync(ServiceNames.MessageRouter, stream, stop));
        }

        events.AddRange(await EventsAsync(ServiceNames.RateLimitGuard, $"mint-{id}", stop));
        events.AddRange(await EventsAsync(ServiceNames.MintExecutor, $"mint-{id}", stop));
        return events;
    }

    private async Task<IEnumerable<PassportEvent>> EventsAsync(string service, string stream, CancellationToken stop)
    {
        using var client = Client(service);
        var story = await client.GetAsync<StreamStory>($"/streams/{Uri.EscapeDataString(stream)}/history", stop);
        var links =
            await client.GetAsync<List<NotarisedLink>>($"/notary/links?stream={Uri.EscapeDataString(stream)}", stop)
            ?? [];
        return from step in story?.Events ?? []
            join link in links on step.Sequence equals link.Sequence
            select new PassportEvent(
                service,
                stream,
                step.Sequence,
                step.Version,
                step.At,
                step.Type,
                step.Data,
                link.Previous,
                link.Hash
            );
    }

    private ServiceClient Client(string service) => new(service, localnet.AddressOf(service));

    private ConnectedChain ChainOf(ChainSelector selector) =>
        localnet.Chains.FirstOrDefault(chain => chain.Selector == selector)
        ?? throw new CliException($"Chain {selector} is none of this localnet's.");
}
