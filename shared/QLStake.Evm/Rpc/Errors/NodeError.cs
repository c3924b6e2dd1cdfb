namespace QLStake.Evm;

/// <summary>A JSON-RPC error object as the node sent it, with the question and the place.</summary>
internal readonly record struct NodeError(
    string Method,
    string Host,
    long Code,
    string Message,
    ReadOnlyMemory<byte> Data
);
