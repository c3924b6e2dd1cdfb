namespace QLStake.Evm;

/// <summary>A WebSocket that does not, or no longer, deliver heads.</summary>
internal sealed class HeadSubscriptionException(string message, Exception? inner = null) : Exception(message, inner);
