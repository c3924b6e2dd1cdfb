using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Logs;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Localnet.Don;

/// <summary>What anyone may do with a failed message: rebuild its proof from the chains' logs and execute it.</summary>
internal sealed class ManualExecution(IReadOnlyList<LocalChain> chains)
{
    private const ulong TransactionGas = 12_000_000;

    /// <param name="messageId">The message.</param>
    /// <param name="gasLimit">For the receiver; 0 keeps the sender's, a lower one than the sender's is refused.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="LocalnetException">No chain sent it, it is not committed, or the OffRamp refused; the message says which.</exception>
    public async Task<TransactionReceipt> ExecuteAsync(MessageId messageId, ulong gasLimit, CancellationToken stop)
    {
        var (source, message) = await FindAsync(messageId, stop);
        var header = message.Header;
        var destination = chains.Single(chain => chain.Spec.Selector.Value == header.DestChainSelector);
        var lane = new Lane(source.Spec.Selector, destination.Spec.Selector);
        var committed = await CommitOfAsync(destination, source, header.SequenceNumber, stop);
        var head = await source.HeadAsync(BlockRef.Latest, stop);
        var logs = await SentMessages.ReadAsync(source, lane, 0, head, committed.MinSeqNr, committed.MaxSeqNr, stop);
        var root = CommittedRoot.Of(source.Ccip.OnRamp, logs);
        var arrival = root.Messages.Single(candidate => candidate.Header.SequenceNumber == header.SequenceNumber);
        var gas = new OffRamp.GasLimitOverride(gasLimit, new uint[arrival.TokenAmounts.Length]);
        return await destination.Transmitter.SendAsync(
            destination.Ccip.OffRamp,
            new OffRamp.ManuallyExecuteCall(
                [root.ReportOf(arrival)],
                [
                    [gas],
                ]
            ),
            gas: TransactionGas,
            stop: stop
        );
    }

    private async Task<(LocalChain Source, OnRamp.EVM2AnyRampMessage Message)> FindAsync(
        MessageId messageId,
        CancellationToken stop
    )
    {
        foreach (var chain in chains)
        {
            var logs = await LogsAsync(chain, chain.Ccip.OnRamp, OnRamp.CCIPMessageSent.Topic, stop);
            var sent = logs.Select(log => OnRamp.CCIPMessageSent.Decode(log.Topics.Span, log.Data.Span).Message)
                .FirstOrDefault(message => message.Header.MessageId == messageId.Value);
            if (sent is not null)
            {
                return (chain, sent);
            }
        }

        throw new LocalnetException($"No local chain sent CCIP message {messageId}.");
    }

    private static async Task<OffRamp.MerkleRoot> CommitOfAsync(
        LocalChain destination,
        LocalChain source,
        ulong sequence,
        CancellationToken stop
    )
    {
        var logs = await LogsAsync(destination, destination.Ccip.OffRamp, OffRamp.CommitReportAccepted.Topic, stop);
        return logs.Select(log => OffRamp.CommitReportAccepted.Decode(log.Topics.Span, log.Data.Span))
                .SelectMany(report => report.UnblessedMerkleRoots)
                .FirstOrDefault(root =>
                    root.SourceChainSelector == source.Spec.Selector.Value
                    && root.MinSeqNr <= sequence
                    && sequence <= root.MaxSeqNr
                )
            ?? throw new LocalnetException(
                $"CCIP message {sequence} from {source.Spec.Name} to {destination.Spec.Name} is not committed yet."
            );
    }

    private static async Task<IReadOnlyList<Log>> LogsAsync(
        LocalChain chain,
        Address emitter,
        B256 topic,
        CancellationToken stop
    )
    {
        var head = await chain.HeadAsync(BlockRef.Latest, stop);
        return await chain.Rpc.GetLogs(
            LogQuery.Range(0, head) with
            {
                Addresses = [emitter],
                Topics =
                [
                    [topic],
                ],
            },
            stop
        );
    }
}
