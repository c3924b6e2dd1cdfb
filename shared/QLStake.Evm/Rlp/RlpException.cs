namespace QLStake.Evm;

/// <summary>The bytes are not the canonical RLP of what was asked for.</summary>
public sealed class RlpException : EvmDataException
{
    public RlpException() { }

    public RlpException(string message)
        : base(message) { }

    public RlpException(string message, Exception innerException)
        : base(message, innerException) { }
}
