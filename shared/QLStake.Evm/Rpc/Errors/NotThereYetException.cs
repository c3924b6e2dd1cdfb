namespace QLStake.Evm;

/// <summary>The endpoint has not reached the block asked about, or no longer holds it: an answer would look complete without being so.</summary>
/// <remarks>Other endpoints are asked, this one is not asked again: a block may be gone for good, so waiting is the caller's choice.</remarks>
public sealed class NotThereYetException : RpcException
{
    internal NotThereYetException(string message)
        : base(message) { }

    internal override bool MayHelpElsewhere => true;
}
