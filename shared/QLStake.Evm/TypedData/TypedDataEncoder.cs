using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>encodeData of EIP-712: every value becomes one word. Values must fit their types exactly.</summary>
internal sealed class TypedDataEncoder(TypedDataSchema schema)
{
    private const int LongestNumber = 80;

    public B256 HashStruct(string structName, JsonElement value) => Keccak.Hash(EncodeStruct(structName, value));

    /// <summary>type hash ‖ encodeData.</summary>
    public byte[] EncodeStruct(string structName, JsonElement value)
    {
        var members = schema.MembersOf(structName);
        if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() != members.Length)
        {
            throw new EvmDataException(
                $"Expected an object with the {members.Length} members of {structName}, found {Describe(value)}."
            );
        }
        var encoded = new byte[B256.Size * (1 + members.Length)];
        schema.TypeHash(structName).CopyTo(encoded);
        for (var i = 0; i < members.Length; i++)
        {
            if (!value.TryGetProperty(members[i].Name, out var member))
            {
                throw new EvmDataException($"Expected {structName} to have the member {members[i].Name}, found none.");
            }
            Encode(members[i].Type, member).CopyTo(encoded.AsSpan(B256.Size * (1 + i)));
        }
        return encoded;
    }

    private B256 Encode(TypedDataType type, JsonElement value) =>
        type switch
        {
            TypedDataType.Struct inner => HashStruct(inner.Name, value),
            TypedDataType.Array array => EncodeArray(array, value),
            TypedDataType.Integer integer => EncodeInteger(integer, value),
            TypedDataType.FixedBytes bytes => EncodeFixedBytes(bytes, value),
            TypedDataType.DynamicBytes => Keccak.Hash(Bytes(value)),
            TypedDataType.Text => Eip712.TypeHash(String(value)),
            TypedDataType.AddressType => EncodeAddress(value),
            TypedDataType.Boolean => value.ValueKind switch
            {
                JsonValueKind.True => U256.One.ToB256(),
                JsonValueKind.False => B256.Zero,
                _ => throw Unexpected("true or false", value),
            },
            _ => throw new EvmDataException($"Expected a type of EIP-712, found {type}."),
        };

    private B256 EncodeArray(TypedDataType.Array array, JsonElement value)
    {
        if (
            value.ValueKind != JsonValueKind.Array
            || (array.Length ?? value.GetArrayLength()) != value.GetArrayLength()
        )
        {
            throw Unexpected(array.Length is { } length ? $"an array of {length}" : "an array", value);
        }
        var hash = new Keccak.Incremental();
        foreach (var element in value.EnumerateArray())
        {
            hash.Append(Encode(array.Element, element).AsSpan());
        }
        return hash.Finish();
    }

    private static B256 EncodeInteger(TypedDataType.Integer type, JsonElement value)
    {
        var number = Number(value);
        var limit = BigInteger.One << (type.Signed ? type.Bits - 1 : type.Bits);
        if (number >= limit || number < (type.Signed ? -limit : BigInteger.Zero))
        {
            throw Unexpected($"{(type.Signed ? "an int" : "a uint")}{type.Bits}", value);
        }
        return ((U256)(number.Sign < 0 ? number + (BigInteger.One << 256) : number)).ToB256();
    }

    private static BigInteger Number(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : String(value);
        if (text.StartsWith("0x", StringComparison.Ordinal) && U256.TryParse(text, out var hex))
        {
            return hex;
        }
        return
            text.Length <= LongestNumber
            && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unexpected("a whole number", value);
    }

    private static B256 EncodeFixedBytes(TypedDataType.FixedBytes type, JsonElement value)
    {
        var bytes = Bytes(value);
        if (bytes.Length != type.Length)
        {
            throw Unexpected($"{type.Length} bytes in hex", value);
        }
        Span<byte> word = stackalloc byte[B256.Size];
        word.Clear();
        bytes.CopyTo(word);
        return B256.FromSpan(word);
    }

    private static B256 EncodeAddress(JsonElement value)
    {
        if (!Address.TryParse(String(value), out var address))
        {
            throw Unexpected("an address", value);
        }
        Span<byte> word = stackalloc byte[B256.Size];
        word.Clear();
        address.CopyTo(word[(B256.Size - Address.Size)..]);
        return B256.FromSpan(word);
    }

    private static byte[] Bytes(JsonElement value)
    {
        var text = String(value);
        var bytes = new byte[text.Length / 2];
        return Hex.TryDecode(text, bytes, out var written) ? bytes[..written] : throw Unexpected("bytes in hex", value);
    }

    private static string String(JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unexpected("a string", value);

    private static EvmDataException Unexpected(string expected, JsonElement value) =>
        new($"Expected {expected}, found {Describe(value)}.");

    private static string Describe(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= LongestNumber ? text : $"{text[..LongestNumber]}…";
    }
}
