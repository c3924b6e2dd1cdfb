namespace QLStake.Evm;

/// <summary>No endpoint answered in time. The question may have been carried out all the same.</summary>
public sealed class RpcUnavailableException : RpcException
{
    internal RpcUnavailableException(string message, Exception? inner)
        : base(message, inner) { }
}
