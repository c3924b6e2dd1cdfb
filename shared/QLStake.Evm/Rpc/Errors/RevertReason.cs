using System.Globalization;
using QLStake.Evm.Abi;

namespace QLStake.Evm;

/// <summary>Puts revert data into words: Solidity's <c>Error(string)</c> and <c>Panic(uint256)</c>, else selector and data.</summary>
public static class RevertReason
{
    private const uint ErrorSelector = 0x08c379a0;
    private const uint PanicSelector = 0x4e487b71;
    private const int Shown = 256;

    /// <summary>E.g. <c>Error("too low")</c>, <c>Panic(0x11: arithmetic overflow)</c>, <c>custom error 0x12345678 with data 0x…</c>. Never throws.</summary>
    public static string Describe(ReadOnlyMemory<byte> data)
    {
        if (data.Length < 4)
            return "no reason given";
        var selector = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(data.Span);
        try
        {
            return selector switch
            {
                ErrorSelector => $"Error(\"{new AbiReader(data.Span[4..]).ReadString()}\")",
                PanicSelector => $"Panic({PanicText(new AbiReader(data.Span[4..]).ReadU256(256))})",
                _ => Custom(data),
            };
        }
        catch (EvmDataException)
        {
            // Anyone may return these selectors with anything behind them.
            return Custom(data);
        }
    }

    /// <summary>A contract's <c>DecodeError</c>.</summary>
    public delegate IAbiError? Decoder(ReadOnlySpan<byte> data);

    /// <summary>
    /// The contract's own error, or null where the data is none of its errors. Whoever reverts chooses what stands behind a
    /// selector, so what is cut short or malformed is none either. Never throws.
    /// </summary>
    public static IAbiError? Read(ReadOnlySpan<byte> data, Decoder decode)
    {
        ArgumentNullException.ThrowIfNull(decode);
        try
        {
            return decode(data);
        }
        catch (AbiException)
        {
            return null;
        }
    }

    private static string Custom(ReadOnlyMemory<byte> data)
    {
        var arguments = data.Span[4..];
        var text = $"custom error {Hex.Encode(data.Span[..4])}";
        return arguments.Length switch
        {
            0 => text,
            <= Shown => $"{text} with data {Hex.Encode(arguments)}",
            _ => $"{text} with {arguments.Length} bytes of data starting {Hex.Encode(arguments[..Shown])}",
        };
    }

    // Codes: Solidity documentation, "Panic via assert and Error via require".
    private static string PanicText(U256 code)
    {
        var meaning = code <= 0x51 ? Meaning((int)code) : "unknown";
        return string.Create(CultureInfo.InvariantCulture, $"{code.ToHexQuantity()}: {meaning}");
    }

    private static string Meaning(int code) =>
        code switch
        {
            0x01 => "failed assertion",
            0x11 => "arithmetic overflow",
            0x12 => "division by zero",
            0x21 => "value outside its enum",
            0x22 => "corrupt storage byte array",
            0x31 => "pop from an empty array",
            0x32 => "index out of bounds",
            0x41 => "too much memory",
            0x51 => "call of an unset function pointer",
            _ => "unknown",
        };
}
