using System.Text.Json;

namespace QLStake.Evm;

/// <summary>
/// An EIP-712 document as wallets exchange it: <c>{types, primaryType, domain, message}</c>. Strict: a value that does not
/// fit its type, a member that is missing and one that the type does not have are refused.
/// </summary>
public sealed class TypedData
{
    private const string DomainType = "EIP712Domain";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly (string Name, string Type)[] DomainMembers =
    [
        ("name", "string"),
        ("version", "string"),
        ("chainId", "uint256"),
        ("verifyingContract", "address"),
        ("salt", "bytes32"),
    ];

    private readonly byte[] _encodedMessage;

    private TypedData(JsonElement document)
    {
        var domain = document.GetProperty("domain");
        var schema = TypedDataSchema.Read(document.GetProperty("types"));
        if (!schema.Defines(DomainType))
        {
            schema.Define(DomainType, InferDomainType(domain));
        }
        PrimaryType = document.GetProperty("primaryType").GetString() ?? "";
        EncodedType = schema.EncodeType(PrimaryType);
        var encoder = new TypedDataEncoder(schema);
        DomainSeparator = encoder.HashStruct(DomainType, domain);
        _encodedMessage = encoder.EncodeStruct(PrimaryType, document.GetProperty("message"));
        StructHash = Keccak.Hash(_encodedMessage);
    }

    /// <summary>The name of the message's struct.</summary>
    public string PrimaryType { get; }

    /// <summary>encodeType of the message's struct.</summary>
    public string EncodedType { get; }

    public B256 DomainSeparator { get; }

    /// <summary>hashStruct of the message.</summary>
    public B256 StructHash { get; }

    /// <summary>type hash ‖ encodeData of the message: what <see cref="StructHash"/> hashes.</summary>
    public ReadOnlyMemory<byte> EncodedMessage => _encodedMessage;

    /// <summary>What is signed.</summary>
    public B256 Digest => Eip712.Digest(DomainSeparator, StructHash);

    /// <summary>Reads a document from UTF-8 JSON. <c>types.EIP712Domain</c> may be left out.</summary>
    /// <exception cref="EvmDataException">Not JSON, or not a document whose values fit its types.</exception>
    public static TypedData Parse(ReadOnlyMemory<byte> utf8Json)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8Json, Strict);
            return new TypedData(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new EvmDataException(
                $"Expected an EIP-712 document with types, primaryType, domain and message: {e.Message}",
                e
            );
        }
    }

    private static IEnumerable<TypedDataSchema.Member> InferDomainType(JsonElement domain) =>
        DomainMembers
            .Where(member => domain.TryGetProperty(member.Name, out _))
            .Select(member => new TypedDataSchema.Member(member.Name, member.Type, TypedDataType.Parse(member.Type)));
}
