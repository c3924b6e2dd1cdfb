using QLStake.Contracts;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.ChainWatcher.Decoding;

/// <summary>What CCIP 1.6 says: the domain's facts do not depend on its version.</summary>
internal static class CcipFacts
{
    /// <summary>Only messages of our own contracts.</summary>
    public static IEnumerable<Fact> Sent(ChainSettings chain, IAbiEvent? @event) =>
        @event is OnRamp.CCIPMessageSent sent
        && (sent.Message.Sender == chain.Satellite || sent.Message.Sender == chain.Hub)
            ?
            [
                new MessageSent(
                    new(sent.Message.Header.MessageId),
                    new(chain.Selector, new(sent.DestChainSelector)),
                    sent.SequenceNumber,
                    sent.Message.Sender,
                    CcipAddress.Decode(sent.Message.Receiver),
                    (ulong)ExtraArgs.Decode(sent.Message.ExtraArgs).GasLimit
                ),
            ]
            : [];

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
}
