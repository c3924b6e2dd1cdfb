using QLStake.Evm.Abi;

namespace QLStake.Protocol.Ccip;

/// <summary>
/// How a message is to be executed on an EVM chain (chainlink-ccip <c>Client.sol</c>, EVMExtraArgsV1 and
/// GenericExtraArgsV2).
/// </summary>
/// <param name="GasLimit">Gas for the receiver's callback.</param>
/// <param name="AllowOutOfOrderExecution">Whether the message need not wait for its sender's earlier ones.</param>
public sealed record ExtraArgs(U256 GasLimit, bool AllowOutOfOrderExecution)
{
    /// <summary>V1: the gas limit only, in order.</summary>
    public const uint TagV1 = 0x97a657c9;

    /// <summary>V2: the gas limit and the order.</summary>
    public const uint TagV2 = 0x181dcf10;

    /// <summary>What empty bytes mean: CCIP's default gas limit, in order.</summary>
    public static ExtraArgs Default { get; } = new(200_000UL, false);

    /// <exception cref="AbiException">Another tag, or malformed behind it.</exception>
    public static ExtraArgs Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return Default;
        }
        var tag = AbiSelector.Of(bytes);
        var reader = new AbiReader(bytes[AbiSelector.Size..]);
        return tag switch
        {
            TagV1 => new ExtraArgs(reader.ReadU256(256), false),
            TagV2 => new ExtraArgs(reader.ReadU256(256), reader.ReadBool()),
            _ => throw new AbiException(
                $"Expected extraArgs with the tag 0x{TagV1:x8} or 0x{TagV2:x8}, found 0x{tag:x8}: not arguments for an EVM chain."
            ),
        };
    }

    /// <summary>The V2 form, which current OnRamps accept and emit.</summary>
    public byte[] Encode()
    {
        var writer = new AbiWriter(2 * AbiWord.Size, TagV2);
        writer.WriteU256(GasLimit, 256);
        writer.WriteBool(AllowOutOfOrderExecution);
        return writer.Finish();
    }
}
