using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Don;

/// <summary>The message's arrival form, and the hash that is its leaf in a committed root (OffRamp 1.6, <c>Internal._hash</c>).</summary>
internal static class CcipHash
{
    private const int ExtraArgsTagSize = 4;
    private static readonly byte[] ExtraArgsV2 = [0x18, 0x1d, 0xcf, 0x10];
    private static readonly B256 Any2Evm = Keccak.Hash("Any2EVMMessageHashV1"u8);

    /// <summary>What the source's OnRamp announced, as the destination's OffRamp takes it.</summary>
    /// <exception cref="AbiException">The message is not one from an EVM chain with V2 extraArgs.</exception>
    public static OffRamp.Any2EVMRampMessage ArrivalOf(OnRamp.EVM2AnyRampMessage sent) =>
        new(
            new OffRamp.RampMessageHeader(
                sent.Header.MessageId,
                sent.Header.SourceChainSelector,
                sent.Header.DestChainSelector,
                sent.Header.SequenceNumber,
                sent.Header.Nonce
            ),
            CcipBytes.Of(sent.Sender),
            sent.Data,
            CcipBytes.ToAddress(sent.Receiver),
            GasLimitOf(sent.ExtraArgs),
            [.. sent.TokenAmounts.Select(ArrivalOf)]
        );

    public static B256 LeafOf(OffRamp.Any2EVMRampMessage message, Address onRamp)
    {
        var lane = new AbiWriter(4 * AbiWord.Size);
        lane.WriteB256(Any2Evm);
        lane.WriteUInt64(message.Header.SourceChainSelector, 64);
        lane.WriteUInt64(message.Header.DestChainSelector, 64);
        lane.WriteB256(Keccak.Hash(CcipBytes.Of(onRamp)));
        var fixedFields = new AbiWriter(5 * AbiWord.Size);
        fixedFields.WriteB256(message.Header.MessageId);
        fixedFields.WriteAddress(message.Receiver);
        fixedFields.WriteUInt64(message.Header.SequenceNumber, 64);
        fixedFields.WriteU256(message.GasLimit, 256);
        fixedFields.WriteUInt64(message.Header.Nonce, 64);
        var leaf = new AbiWriter(6 * AbiWord.Size);
        leaf.WriteB256(B256.Zero);
        leaf.WriteB256(HashOf(ref lane));
        leaf.WriteB256(HashOf(ref fixedFields));
        leaf.WriteB256(Keccak.Hash(message.Sender));
        leaf.WriteB256(Keccak.Hash(message.Data));
        leaf.WriteB256(HashOf(message.TokenAmounts));
        return HashOf(ref leaf);
    }

    private static OffRamp.Any2EVMTokenTransfer ArrivalOf(OnRamp.EVM2AnyTokenTransfer sent) =>
        new(
            CcipBytes.Of(sent.SourcePoolAddress),
            CcipBytes.ToAddress(sent.DestTokenAddress),
            (uint)new AbiReader(sent.DestExecData).ReadUInt64(32),
            sent.ExtraData,
            sent.Amount
        );

    private static U256 GasLimitOf(byte[] extraArgs) =>
        extraArgs.AsSpan().StartsWith(ExtraArgsV2)
            ? new AbiReader(extraArgs.AsSpan(ExtraArgsTagSize)).ReadU256(256)
            : throw new AbiException(
                $"Expected extraArgs with the V2 tag 0x181dcf10, which OnRamp 1.6 always announces; found {Hex.Encode(extraArgs)}."
            );

    private static B256 HashOf(OffRamp.Any2EVMTokenTransfer[] transfers)
    {
        var writer = new AbiWriter(AbiWord.Size);
        var array = writer.BeginArray(transfers.Length, AbiWord.Size);
        foreach (var transfer in transfers)
        {
            var tuple = writer.BeginTuple(OffRamp.Any2EVMTokenTransfer.HeadSize);
            transfer.Write(ref writer);
            writer.End(tuple);
        }

        writer.End(array);
        return HashOf(ref writer);
    }

    private static B256 HashOf(ref AbiWriter writer)
    {
        var hash = Keccak.Hash(writer.Written);
        writer.Dispose();
        return hash;
    }
}
