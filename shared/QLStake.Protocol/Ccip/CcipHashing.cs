using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.Protocol.Ccip;

/// <summary>
/// The hashes by which CCIP 1.6 names and proves a message (chainlink-ccip <c>Internal.sol</c>: <c>_hash</c> of both
/// directions, <c>MultiOCR3Base</c>). Recomputing them is how the guard believes no one's word for a message.
/// </summary>
public static class CcipHashing
{
    private const int Word = AbiWord.Size;

    private static readonly B256 EvmToAny = Keccak.Hash("EVM2AnyMessageHashV1"u8);
    private static readonly B256 AnyToEvm = Keccak.Hash("Any2EVMMessageHashV1"u8);

    /// <summary>The message id that the OnRamp gives a message on its source chain.</summary>
    public static B256 MessageId(OnRamp.EVM2AnyRampMessage message, Address onRamp)
    {
        var header = message.Header;
        var lane = new AbiWriter(4 * Word);
        lane.WriteB256(EvmToAny);
        lane.WriteUInt64(header.SourceChainSelector, 64);
        lane.WriteUInt64(header.DestChainSelector, 64);
        lane.WriteAddress(onRamp);

        var fixedFields = new AbiWriter(5 * Word);
        fixedFields.WriteAddress(message.Sender);
        fixedFields.WriteUInt64(header.SequenceNumber, 64);
        fixedFields.WriteUInt64(header.Nonce, 64);
        fixedFields.WriteAddress(message.FeeToken);
        fixedFields.WriteU256(message.FeeTokenAmount, 256);

        var whole = new AbiWriter(7 * Word);
        whole.WriteB256(B256.Zero);
        whole.WriteB256(HashOf(lane));
        whole.WriteB256(HashOf(fixedFields));
        whole.WriteB256(Keccak.Hash(message.Receiver));
        whole.WriteB256(Keccak.Hash(message.Data));
        whole.WriteB256(HashOf(message.TokenAmounts));
        whole.WriteB256(Keccak.Hash(message.ExtraArgs));
        return HashOf(whole);
    }

    /// <summary>
    /// The leaf of a message in the committed tree on its destination chain: <c>ExecutionStateChanged.messageHash</c>.
    /// </summary>
    public static B256 Leaf(OffRamp.Any2EVMRampMessage message, Address onRamp)
    {
        var header = message.Header;
        var lane = new AbiWriter(4 * Word);
        lane.WriteB256(AnyToEvm);
        lane.WriteUInt64(header.SourceChainSelector, 64);
        lane.WriteUInt64(header.DestChainSelector, 64);
        lane.WriteB256(Keccak.Hash(CcipAddress.Encode(onRamp)));

        var fixedFields = new AbiWriter(5 * Word);
        fixedFields.WriteB256(header.MessageId);
        fixedFields.WriteAddress(message.Receiver);
        fixedFields.WriteUInt64(header.SequenceNumber, 64);
        fixedFields.WriteU256(message.GasLimit, 256);
        fixedFields.WriteUInt64(header.Nonce, 64);

        var whole = new AbiWriter(6 * Word);
        whole.WriteB256(B256.Zero);
        whole.WriteB256(HashOf(lane));
        whole.WriteB256(HashOf(fixedFields));
        whole.WriteB256(Keccak.Hash(message.Sender));
        whole.WriteB256(Keccak.Hash(message.Data));
        whole.WriteB256(HashOf(message.TokenAmounts));
        return HashOf(whole);
    }

    /// <summary>What OCR3 signers sign for a report: plain ecrecover, without EIP-191's prefix.</summary>
    /// <param name="report">The ABI-encoded report.</param>
    /// <param name="configDigest">Of the plugin's current configuration.</param>
    /// <param name="sequenceNumber">Of the report; becomes the second word of the report context.</param>
    public static B256 ReportHash(ReadOnlySpan<byte> report, B256 configDigest, ulong sequenceNumber)
    {
        var whole = new AbiWriter(3 * Word);
        whole.WriteB256(Keccak.Hash(report));
        whole.WriteB256(configDigest);
        whole.WriteUInt64(sequenceNumber, 64);
        return HashOf(whole);
    }

    private static B256 HashOf(OnRamp.EVM2AnyTokenTransfer[] transfers)
    {
        var writer = new AbiWriter(Word);
        var array = writer.BeginArray(transfers.Length, Word);
        foreach (var transfer in transfers)
        {
            var tuple = writer.BeginTuple(OnRamp.EVM2AnyTokenTransfer.HeadSize);
            transfer.Write(ref writer);
            writer.End(tuple);
        }
        writer.End(array);
        return HashOf(writer);
    }

    private static B256 HashOf(OffRamp.Any2EVMTokenTransfer[] transfers)
    {
        var writer = new AbiWriter(Word);
        var array = writer.BeginArray(transfers.Length, Word);
        foreach (var transfer in transfers)
        {
            var tuple = writer.BeginTuple(OffRamp.Any2EVMTokenTransfer.HeadSize);
            transfer.Write(ref writer);
            writer.End(tuple);
        }
        writer.End(array);
        return HashOf(writer);
    }

    // Takes the writer over: its buffer is given back here.
    private static B256 HashOf(AbiWriter writer)
    {
        var hash = Keccak.Hash(writer.Written);
        writer.Dispose();
        return hash;
    }
}
