using System.Collections.Generic;
using System.Linq;
using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>A record for an event.</summary>
internal static class EventEmitter
{
    private const string TopicsAndData =
        "global::System.ReadOnlySpan<global::QLStake.B256> topics, global::System.ReadOnlySpan<byte> data";

    private const string Out = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out";

    public static void Emit(CodeWriter code, string name, AbiEntry entry)
    {
        var record = new RecordEmitter(code, name, entry.Inputs);
        var first = entry.Anonymous ? 0 : 1;
        var topics = entry.Inputs.Count(i => i.Indexed) + first;
        record.Open(
            $"Event {entry.Signature}{(entry.Anonymous ? ", anonymous" : "")}.",
            "global::QLStake.Evm.Abi.IAbiEvent"
        );
        _ = code.Line($"public const string Signature = {Identifier.Literal(entry.Signature)};").Gap();
        if (!entry.Anonymous)
        {
            EmitTopic(code, entry.Signature);
            EmitTryDecode(code, name, topics);
        }
        _ = code.Line("/// <summary>Reads a log that is known to be this event.</summary>")
            .Line(
                "/// <exception cref=\"global::QLStake.Evm.Abi.AbiException\">It is another event, or malformed.</exception>"
            )
            .Open($"public static {name} Decode({TopicsAndData})");
        var identity = entry.Anonymous ? "" : " || topics[0] != Topic";
        _ = code.Open($"if (topics.Length != {topics}{identity})")
            .Line("throw global::QLStake.Evm.Abi.AbiException.OtherEvent(Signature, topics);")
            .Close();
        EmitValues(code, name, entry.Inputs, first);
        _ = code.Close().Close();
    }

    private static void EmitTopic(CodeWriter code, string signature) =>
        _ = code.Line("/// <summary>The first topic: the signature's hash.</summary>")
            .Line(
                "public static global::QLStake.B256 Topic { get; } = global::QLStake.B256.Parse("
                    + $"\"{Identifier.Hex(Keccak256.Hash(signature), 32)}\");"
            )
            .Gap();

    private static void EmitTryDecode(CodeWriter code, string name, int topics) =>
        _ = code.Line(
                "/// <inheritdoc cref=\"TryDecode(global::System.ReadOnlySpan{global::QLStake.B256}, global::System.ReadOnlySpan{byte}, out "
                    + name
                    + "?)\"/>"
            )
            .Open($"public static bool TryDecode(global::QLStake.Evm.Logs.Log log, {Out} {name}? decoded)")
            .Line("return TryDecode(log.Topics.Span, log.Data.Span, out decoded);")
            .Close()
            .Gap()
            .Line("/// <summary>Reads a log if it is this event; false if its topics are another's.</summary>")
            .Line(
                "/// <exception cref=\"global::QLStake.Evm.Abi.AbiException\">It is this event, but malformed.</exception>"
            )
            .Open($"public static bool TryDecode({TopicsAndData}, {Out} {name}? decoded)")
            .Line($"decoded = topics.Length == {topics} && topics[0] == Topic ? Decode(topics, data) : null;")
            .Line("return decoded is not null;")
            .Close()
            .Gap();

    private static void EmitValues(CodeWriter code, string name, IReadOnlyList<AbiParameter> inputs, int first)
    {
        if (inputs.Any(i => !i.Indexed))
        {
            _ = code.Line("var reader = new global::QLStake.Evm.Abi.AbiReader(data);");
        }
        var reads = new ReadEmitter(code);
        var topic = first;
        var values = inputs
            .Select(i => i.Indexed ? TypeText.ReadTopic(i.Type, $"topics[{topic++}]") : reads.Read(i.Type))
            .ToList();
        _ = code.Line($"return new {name}({string.Join(", ", values)});");
    }
}
