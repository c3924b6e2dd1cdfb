namespace QLStake.Evm;

/// <summary>A chain could not be read or written. Subclasses say why.</summary>
public abstract class RpcException : Exception
{
    private protected RpcException(string message, Exception? inner = null)
        : base(message, inner) { }

    /// <summary>Whether the same question to another endpoint may be answered.</summary>
    internal virtual bool MayHelpElsewhere => false;

    /// <summary>Whether the same question to the same endpoint may be answered a little later.</summary>
    internal virtual bool MayHelpLater => false;
}
