using System.Text.Json;

namespace QLStake.Tests;

/// <summary>
/// CCIP 1.6 messages, trees and reports with their hashes, computed by an independent implementation (viem, over the ABI of
/// <c>@chainlink/contracts-ccip</c> 1.6.4) whose hashes the official OnRamp and OffRamp bytecode accepted.
/// </summary>
internal sealed record CcipVectors(
    Address OnRamp,
    IReadOnlyList<CcipVectors.Message> Messages,
    IReadOnlyList<CcipVectors.Tree> Trees,
    IReadOnlyList<CcipVectors.Commit> Commits,
    IReadOnlyList<CcipVectors.Execution> Executions
)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new HexBytesConverter(), new DecimalConverter() },
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowReadingFromString,
    };

    public static CcipVectors Read() =>
        JsonSerializer.Deserialize<CcipVectors>(
            RepositoryFiles.ReadText("tests/QLStake.Tests/Protocol/ccip-vectors.json"),
            Options
        )!;

    /// <summary>A CCIPMessageSent log and what its message hashes to.</summary>
    public sealed record Message(B256[] Topics, byte[] Data, B256 MessageId, B256 Leaf);

    public sealed record Tree(B256[] Leaves, B256 Root, Proof[] Proofs);

    public sealed record Proof(int[] Indices, B256[] Hashes, U256 Flags);

    /// <summary>A commit report, and the signatures its signers made.</summary>
    public sealed record Commit(
        byte[] Encoded,
        B256 ConfigDigest,
        ulong SequenceNumber,
        B256 Hash,
        Address[] Signers,
        B256[] Rs,
        B256[] Ss,
        byte[] RawVs,
        B256 UnblessedRoot
    );

    /// <summary>An execution report for some of <see cref="Messages"/>, proven in a tree of them all.</summary>
    public sealed record Execution(int[] Indices, byte[] Encoded);

    private sealed class HexBytesConverter : System.Text.Json.Serialization.JsonConverter<byte[]>
    {
        public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Hex.Decode(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Hex.Encode(value));
    }

    private sealed class DecimalConverter : System.Text.Json.Serialization.JsonConverter<U256>
    {
        public override U256 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            U256.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, U256 value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
