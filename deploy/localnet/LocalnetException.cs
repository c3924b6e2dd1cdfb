namespace QLStake.Localnet;

/// <summary>Something on this machine keeps the localnet from running; the message names it and the remedy.</summary>
public sealed class LocalnetException(string message, Exception? inner = null) : Exception(message, inner);
