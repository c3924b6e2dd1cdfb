using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What CCIP 1.6 says: the domain's facts do not depend on its version.</summary>
internal static class CcipFacts
{
    /// <summary>Messages of our own contracts, and whoever's that carry our liquid token.</summary>
    public static IEnumerable<Fact> Sent(ChainSettings chain, IAbiEvent? @event)
    {
        if (@event is not OnRamp.CCIPMessageSent { Message: var message } sent)
            yield break;
        var (id, lane) = (new MessageId(message.Header.MessageId), Lane(chain, sent));
        if (message.Sender == chain.Satellite || message.Sender == chain.Hub)
            yield return new MessageSent(
                id,
                lane,
                sent.SequenceNumber,
                message.Sender,
                CcipAddress.Decode(message.Receiver),
                GasLimit(message.ExtraArgs),
                message.FeeToken,
                new(message.FeeTokenAmount)
            );
        else
            // CCIP 1.6 carries one token a message.
            foreach (var token in message.TokenAmounts.Where(token => chain.Pools.Contains(token.SourcePoolAddress)))
                yield return new TransferSent(
                    id,
                    lane,
                    sent.SequenceNumber,
                    message.Sender,
                    CcipAddress.Decode(message.Receiver),
                    token.SourcePoolAddress,
                    new(token.Amount),
                    (uint)message.Data.Length,
                    GasLimit(message.ExtraArgs),
                    message.FeeToken,
                    new(message.FeeTokenAmount)
                );
    }

    private static Lane Lane(ChainSettings chain, OnRamp.CCIPMessageSent sent) =>
        new(chain.Selector, new(sent.DestChainSelector));

    private static ulong GasLimit(byte[] extraArgs) => (ulong)ExtraArgs.Decode(extraArgs).GasLimit;

    public static IEnumerable<Fact> Arrived(ChainSettings chain, IAbiEvent? @event) =>
        @event switch
        {
            OffRamp.CommitReportAccepted report => report
                .BlessedMerkleRoots.Concat(report.UnblessedMerkleRoots)
                .Select(root => new RootCommitted(
                    new(new(root.SourceChainSelector), chain.Selector),
                    root.MinSeqNr,
                    root.MaxSeqNr,
                    root.MerkleRootValue
                )),
            OffRamp.ExecutionStateChanged executed =>
            [
                new MessageExecuted(
                    new(executed.MessageId),
                    new(new(executed.SourceChainSelector), chain.Selector),
                    executed.SequenceNumber,
                    (ExecutionState)executed.State,
                    Hex.Encode(executed.ReturnData),
                    (ulong)executed.GasUsed
                ),
            ],
            _ => [],
        };

    public static IEnumerable<Fact> Priced(Log log) =>
        FeeQuoter.UsdPerTokenUpdated.TryDecode(log, out var priced)
            ? [new TokenPriced(priced.Token, priced.Value)]
            : [];

    /// <summary>A pool's log names no message: the execution it belongs to is the next that the transaction tells of.</summary>
    /// <param name="log">The pool's log.</param>
    /// <param name="transaction">All watched logs of its transaction, in order.</param>
    public static IEnumerable<Fact> Minted(ChainSettings chain, Log log, IReadOnlyList<Log> transaction)
    {
        if (!BurnMintTokenPool.ReleasedOrMinted.TryDecode(log, out var minted))
            yield break;
        foreach (var later in transaction.Where(other => other.LogIndex > log.LogIndex))
            if (OffRamp.ExecutionStateChanged.TryDecode(later, out var executed) && later.Address == chain.OffRamp)
            {
                if (executed.SourceChainSelector == minted.RemoteChainSelector)
                    yield return new TransferArrived(
                        new(executed.MessageId),
                        new(new(executed.SourceChainSelector), chain.Selector),
                        log.Address,
                        minted.Recipient,
                        new(minted.Amount)
                    );
                yield break;
            }
    }
}
