namespace QLStake.Evm.Logs;

/// <summary>A node's answer is not a log, or not a list of logs, as the execution API specifies them.</summary>
public sealed class LogFormatException : EvmDataException
{
    public LogFormatException(string message)
        : base(message) { }

    public LogFormatException(string message, Exception innerException)
        : base(message, innerException) { }
}
