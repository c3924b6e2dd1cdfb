using System.Text.Json;

namespace QLStake.Evm;

/// <summary>
/// A question asked in the same exchange as others, whose answer decides whether theirs may be believed: a node that lags
/// answers with less than there is and does not say so.
/// </summary>
/// <param name="Problem">Reads the result: null where the condition holds, else what is wrong.</param>
internal sealed record RpcCondition(
    string Method,
    Action<Utf8JsonWriter> WriteParams,
    RpcResultReader<string?> Problem
);
