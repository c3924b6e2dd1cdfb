namespace QLStake.Evm;

/// <summary>An endpoint answered something that is not the method's result.</summary>
public sealed class RpcMalformedException : RpcException
{
    internal RpcMalformedException(string method, string host, string problem, Exception? inner = null)
        : base(
            $"{method} at {host}: {problem}. The endpoint is broken or no EVM node; take it out of the configuration if it stays so.",
            inner
        ) => (Method, Host) = (method, host);

    /// <summary>The JSON-RPC method.</summary>
    public string Method { get; }

    /// <summary>The endpoint's host and port.</summary>
    public string Host { get; }

    internal override bool MayHelpElsewhere => true;
}
