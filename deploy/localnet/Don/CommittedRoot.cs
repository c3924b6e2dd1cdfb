using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Localnet.Don;

/// <summary>Consecutive messages of one lane under one Merkle root.</summary>
internal sealed class CommittedRoot
{
    private readonly IReadOnlyList<B256> leaves;
    private readonly Address onRamp;

    private CommittedRoot(Address onRamp, IReadOnlyList<OffRamp.Any2EVMRampMessage> messages)
    {
        this.onRamp = onRamp;
        Messages = messages;
        leaves = [.. messages.Select(message => CcipHashing.Leaf(message, onRamp))];
        Hash = CcipMerkle.Root(leaves);
    }

    public IReadOnlyList<OffRamp.Any2EVMRampMessage> Messages { get; }

    /// <summary>The root itself.</summary>
    public B256 Hash { get; }

    public ulong First => Messages[0].Header.SequenceNumber;

    public ulong Last => Messages[^1].Header.SequenceNumber;

    /// <param name="onRamp">Who emitted the logs.</param>
    /// <param name="sent">Its CCIPMessageSent logs of one destination.</param>
    /// <exception cref="LocalnetException">The sequence numbers have a gap.</exception>
    public static CommittedRoot Of(Address onRamp, IEnumerable<Log> sent)
    {
        var messages = sent.Select(log => OnRamp.CCIPMessageSent.Decode(log.Topics.Span, log.Data.Span).Message)
            .Select(CcipDelivery.Of)
            .OrderBy(message => message.Header.SequenceNumber)
            .ToList();
        for (var i = 1; i < messages.Count; i++)
        {
            if (messages[i].Header.SequenceNumber != messages[i - 1].Header.SequenceNumber + 1)
            {
                throw new LocalnetException(
                    $"Expected CCIP message {messages[i - 1].Header.SequenceNumber + 1} of OnRamp {onRamp} next, "
                        + $"found {messages[i].Header.SequenceNumber}. Did a reorg below finality take one away?"
                );
            }
        }

        return new CommittedRoot(onRamp, messages);
    }

    public ReportCodec.MerkleRoot ToMerkleRoot() =>
        new(Messages[0].Header.SourceChainSelector, CcipAddress.Encode(onRamp), First, Last, Hash);

    /// <summary>One message with its proof.</summary>
    public OffRamp.ExecutionReport ReportOf(OffRamp.Any2EVMRampMessage message)
    {
        var proof = CcipMerkle.Prove(leaves, [(int)(message.Header.SequenceNumber - First)]);
        return new(
            message.Header.SourceChainSelector,
            [message],
            [
                [.. message.TokenAmounts.Select(_ => Array.Empty<byte>())],
            ],
            [.. proof.Hashes],
            proof.Flags
        );
    }
}
