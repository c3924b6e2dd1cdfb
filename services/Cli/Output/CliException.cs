namespace QLStake.Cli;

/// <summary>What was asked for cannot be done; the message says what was expected, what was found and the remedy.</summary>
public sealed class CliException(string message, Exception? inner = null) : Exception(message, inner);
