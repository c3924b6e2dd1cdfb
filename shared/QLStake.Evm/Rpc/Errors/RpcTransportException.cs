namespace QLStake.Evm;

/// <summary>One attempt at one endpoint did not bring an answer.</summary>
public sealed class RpcTransportException : RpcException
{
    internal RpcTransportException(string message, bool retryable, TimeSpan? retryAfter = null, Exception? inner = null)
        : base(message, inner) => (MayHelpLater, RetryAfter) = (retryable, retryAfter);

    /// <summary>How long the endpoint asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; }

    internal override bool MayHelpElsewhere => true;

    internal override bool MayHelpLater { get; }
}
