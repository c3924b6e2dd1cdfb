namespace QLStake.Evm;

/// <summary>The node refused the question with a JSON-RPC error.</summary>
public class RpcErrorException : RpcException
{
    // Method not found, internal error, method not supported (EIP-1474): another node may do better.
    private static readonly long[] s_nodesOwnFault = [-32601, -32603, -32004];

    internal RpcErrorException(NodeError error, string? hint = null)
        : base(
            $"{error.Method} at {error.Host} was refused: {error.Message} (code {error.Code}).{(hint is null ? "" : $" {hint}.")}"
        ) => (Code, NodeMessage, Method) = (error.Code, error.Message, error.Method);

    /// <summary>The JSON-RPC error code.</summary>
    public long Code { get; }

    /// <summary>The node's own words.</summary>
    public string NodeMessage { get; }

    /// <summary>The JSON-RPC method.</summary>
    public string Method { get; }

    internal override bool MayHelpElsewhere => s_nodesOwnFault.Contains(Code);
}
