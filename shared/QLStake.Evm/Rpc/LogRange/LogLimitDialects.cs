namespace QLStake.Evm;

/// <summary>
/// Recognises a provider's way of saying that a log query spans too many blocks or finds too many logs. There is no code for it:
/// -32005, -32000, -32600, -32602, -32614, -32701 and 35 are all in use, some of them for other things as well.
/// </summary>
internal static class LogLimitDialects
{
    private static readonly string[] s_phrases =
    [
        "query returned more than", // Infura, Erigon, zkSync
        "log response size exceeded", // Alchemy
        "up to a", // Alchemy: "eth_getLogs requests with up to a 500 block range"
        "is limited to", // QuickNode: "eth_getLogs is limited to a 10,000 range"
        "are limited to", // QuickNode
        "range is too wide", // Ankr, BSC
        "range is too large", // Ankr, Polygon
        "range too large", // Base, Cloudflare
        "range too wide",
        "range limit", // Chainstack, Besu: "exceeds maximum range limit"
        "maximum block range", // publicnode, BSC
        "max block range", // Nethermind, LlamaRPC
        "max results", // LlamaRPC
        "too many blocks", // coreth: "requested too many blocks from 0 to 5000, maximum is set to 2048"
        "too many logs",
        "too many results",
        "ranges over", // dRPC: "ranges over 10000 blocks are not supported"
        "exceeds limit of", // nitro: "logs matched by query exceeds limit of 10000"
        "exceeds the range", // BlastAPI
        "exceeds max", // "block range exceeds max", "query exceeds max block range"
        "limit the query to", // BlockPI: "range greater than 1024, limit the query to at most …"
        "range greater than",
        "response too large", // geth, Base: "backend response too large"
        "response is too big", // Parity, Erigon
        "response size should not", // some gateways: "response size should not greater than 10000000 bytes"
        "query timeout exceeded", // geth, Polygon: fewer blocks finish in time
        "block range", // what is left that speaks of block ranges when asked for logs
    ];

    public static bool Knows(string message) =>
        s_phrases.Any(phrase => message.Contains(phrase, StringComparison.OrdinalIgnoreCase));
}
