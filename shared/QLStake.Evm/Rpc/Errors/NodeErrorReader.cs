using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Reads a JSON-RPC error object with the forms of revert data that nodes use.</summary>
internal static class NodeErrorReader
{
    public static NodeError Read(JsonElement error, string method, string host)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return new(method, host, 0, error.ToString(), default);
        var code =
            error.TryGetProperty("code", out var c) && c.ValueKind == JsonValueKind.Number && c.TryGetInt64(out var n)
                ? n
                : 0;
        var message = error.TryGetProperty("message", out var m) ? m.ToString() : "no message";
        return new(
            method,
            host,
            code,
            message,
            error.TryGetProperty("data", out var data) ? RevertData(data) : default
        );
    }

    /// <summary>A hex string; Parity's <c>Reverted 0x…</c>; or an object that holds one as <c>data</c> (Hardhat).</summary>
    private static ReadOnlyMemory<byte> RevertData(JsonElement data) =>
        data.ValueKind switch
        {
            JsonValueKind.String => FromText(data.GetString()!),
            JsonValueKind.Object when data.TryGetProperty("data", out var inner) => RevertData(inner),
            _ => default,
        };

    private static byte[]? FromText(string text)
    {
        var start = text.IndexOf("0x", StringComparison.Ordinal);
        if (start < 0)
            return null;
        var hex = text.AsSpan(start);
        var bytes = new byte[(hex.Length - 2) / 2];
        return Hex.TryDecode(hex, bytes, out var written) && written == bytes.Length ? bytes : null;
    }
}
