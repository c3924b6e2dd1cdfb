using System.Text.Json;

namespace QLStake.Evm;

/// <remarks>Reading: results are decoded in place, from the bytes of the answer to their types.</remarks>
internal sealed partial class RpcExchange<T>
{
    /// <summary>The outcome of each call, in the order of the calls. Malformed as a whole: throws.</summary>
    public RpcOutcome<T>[] Read(ReadOnlySpan<byte> answer)
    {
        var json = new Utf8JsonReader(answer);
        try
        {
            _ = json.Read();
            if (json.TokenType == JsonTokenType.StartArray)
                while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                    ReadMember(ref json);
            else
                ReadMember(ref json);
            // Anything but white space after the answer throws.
            _ = json.Read();
        }
        catch (JsonException e)
        {
            throw new RpcMalformedException(
                Method,
                host,
                $"expected a JSON-RPC answer, found {answer.Length} bytes that are not JSON ({e.Message})",
                e
            );
        }
        catch (EvmDataException e)
        {
            throw new RpcMalformedException(Method, host, e.Message, e);
        }
        return Settle();
    }

    private void ReadMember(ref Utf8JsonReader json)
    {
        JsonHex.Expect(ref json, JsonTokenType.StartObject, "a JSON-RPC answer object");
        var slot = default(int?);
        var idSeen = false;
        var skipped = default(Utf8JsonReader);
        var hasSkipped = false;
        var error = default(JsonElement?);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.Field("id"u8))
                (slot, idSeen) = (ReadSlot(ref json), true);
            else if (json.Field("error"u8))
                error = json.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref json);
            else if (!json.Field("result"u8))
                json.SkipField();
            else if (slot is { } known)
                ReadResult(ref json, known);
            else
            {
                // The id comes later: come back here when it is known.
                skipped = json;
                hasSkipped = true;
                json.Skip();
            }
        }

        if (error is { } refusal)
            Refuse(slot, refusal);
        else if (slot is { } late && hasSkipped)
            ReadResult(ref skipped, late);
        else if (slot is null)
            throw new EvmDataException(
                idSeen ? "expected an answer with an id, found null" : "expected an answer with an id, found none"
            );
    }

    private int? ReadSlot(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.Null)
            return null;
        if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var id))
            throw JsonHex.Unexpected(ref json, "the id of one of our questions");
        var slot = id - firstId - 1;
        var asked = slot >= (condition is null ? 0 : ConditionSlot) && slot < calls.Count;
        if (!asked)
            throw JsonHex.Unexpected(ref json, "the id of one of our questions");
        if (slot == ConditionSlot ? _conditionAnswered : _outcomes[slot] is not null)
            throw JsonHex.Unexpected(ref json, "one answer to each question, not two with the same id");
        return (int)slot;
    }

    private void ReadResult(ref Utf8JsonReader json, int slot)
    {
        var start = json;
        try
        {
            if (slot == ConditionSlot)
            {
                _conditionAnswered = true;
                var problem = condition!.Problem(ref json);
                _conditionProblem = problem is null ? null : new NotThereYetException($"{Method} at {host}: {problem}");
            }
            else
            {
                _outcomes[slot] = new(calls[slot].Read(ref json));
            }
            if (json.CurrentDepth != start.CurrentDepth)
                throw new EvmDataException("expected the whole result to be read, found some of it left");
        }
        catch (Exception e) when (IsAboutData(e))
        {
            json = start;
            json.Skip();
            Put(slot, new RpcMalformedException(MethodOf(slot), host, e.Message, e));
        }
    }

    private void Refuse(int? slot, JsonElement error)
    {
        var refusal = NodeErrorRules.Classify(NodeErrorReader.Read(error, MethodOf(slot), host));
        if (slot is { } known)
            Put(known, refusal);
        else
            _stray ??= refusal;
    }

    private static bool IsAboutData(Exception e) =>
        e
            is EvmDataException
                or JsonException
                or FormatException
                or InvalidOperationException
                or OverflowException
                or ArgumentException;
}
