namespace QLStake.Evm;

/// <summary>The endpoint has not reached the block asked about, or no longer holds it: an answer would look complete without being so.</summary>
public sealed class NotThereYetException : RpcException
{
    internal NotThereYetException(string message)
        : base(message) { }

    internal override bool MayHelpElsewhere => true;

    internal override bool MayHelpLater => true;
}
