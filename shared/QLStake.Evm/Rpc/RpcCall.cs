using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads a call's result. The reader stands on the result's first token and must be left on its last.</summary>
public delegate T RpcResultReader<out T>(ref Utf8JsonReader reader);

/// <summary>One JSON-RPC method with its parameters and the way to read its result.</summary>
/// <param name="Method">E.g. <c>eth_getBalance</c>.</param>
/// <param name="WriteParams">Writes the parameters, without the array around them.</param>
/// <param name="Read">Reads the result; whatever it throws becomes <see cref="RpcMalformedException"/>.</param>
public sealed record RpcCall<T>(string Method, Action<Utf8JsonWriter> WriteParams, RpcResultReader<T> Read);

/// <summary>Calls for methods that the library has no own name for.</summary>
public static class RpcCall
{
    /// <summary>A call whose parameters and result are taken as JSON. Quantities are the caller's to write in hex.</summary>
    public static RpcCall<JsonElement> Json(string method, params object?[] parameters) =>
        new(
            method,
            writer =>
            {
                foreach (var parameter in parameters)
                    JsonSerializer.Serialize(writer, parameter);
            },
            static (ref reader) => JsonElement.ParseValue(ref reader)
        );
}
