using System.Buffers;
using System.Text.Json;

namespace QLStake.Evm;

/// <summary>
/// The questions of one HTTP exchange and the matching of answers to them: by id and never by position (JSON-RPC 2.0, batch).
/// A single question goes out bare, several as a batch; there is no exchange without questions.
/// </summary>
internal sealed partial class RpcExchange<T>(
    string host,
    long firstId,
    IReadOnlyList<RpcCall<T>> calls,
    RpcCondition? condition
)
{
    private const int ConditionSlot = -1;

    private readonly RpcOutcome<T>?[] _outcomes = new RpcOutcome<T>?[calls.Count];
    private bool _conditionAnswered;
    private RpcException? _conditionProblem;
    private RpcException? _stray;

    /// <summary>The method for metrics and messages; <c>batch</c> where there are several different ones.</summary>
    public string Method { get; } =
        calls.All(call => call.Method == calls[0].Method) && calls.Count > 0
            ? calls[0].Method
            : condition?.Method ?? "batch";

    public ReadOnlyMemory<byte> Write()
    {
        var body = new ArrayBufferWriter<byte>(256 * (calls.Count + 1));
        using var json = new Utf8JsonWriter(body);
        var batch = calls.Count + (condition is null ? 0 : 1) > 1;
        if (batch)
            json.WriteStartArray();
        if (condition is not null)
            WriteMember(json, firstId, condition.Method, condition.WriteParams);
        for (var i = 0; i < calls.Count; i++)
            WriteMember(json, firstId + 1 + i, calls[i].Method, calls[i].WriteParams);
        if (batch)
            json.WriteEndArray();
        json.Flush();
        return body.WrittenMemory;
    }

    private void Put(int slot, RpcException problem)
    {
        if (slot == ConditionSlot)
            (_conditionAnswered, _conditionProblem) = (true, problem);
        else
            _outcomes[slot] = new(problem);
    }

    /// <summary>An error with id null is about a member the node could not read: whichever of ours stayed without an answer.</summary>
    private RpcOutcome<T>[] Settle()
    {
        if (condition is not null && !_conditionAnswered)
            Put(ConditionSlot, Missing(ConditionSlot));
        return
        [
            .. _outcomes.Select(
                (outcome, slot) => _conditionProblem is { } problem ? new(problem) : outcome ?? new(Missing(slot))
            ),
        ];
    }

    private RpcException Missing(int slot) =>
        _stray
        ?? new RpcMalformedException(
            MethodOf(slot),
            host,
            "expected an answer to each question, found none with this one's id"
        );

    private string MethodOf(int? slot) =>
        slot switch
        {
            null => Method,
            ConditionSlot => condition!.Method,
            { } call => calls[call].Method,
        };

    private static void WriteMember(Utf8JsonWriter json, long id, string method, Action<Utf8JsonWriter> writeParams)
    {
        json.WriteStartObject();
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteNumber("id"u8, id);
        json.WriteString("method"u8, method);
        json.WriteStartArray("params"u8);
        writeParams(json);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
