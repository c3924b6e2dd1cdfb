namespace QLStake.Evm;

/// <summary>
/// Data from a chain, a node or a peer is not what its format requires. Every decoder of this library reports
/// malformed input with this exception or one derived from it, and with no other.
/// </summary>
public class EvmDataException : Exception
{
    public EvmDataException() { }

    public EvmDataException(string message)
        : base(message) { }

    public EvmDataException(string message, Exception innerException)
        : base(message, innerException) { }
}
