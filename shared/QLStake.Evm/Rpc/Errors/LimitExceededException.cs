namespace QLStake.Evm;

/// <summary>The provider's rate or quota is used up.</summary>
public sealed class LimitExceededException : RpcErrorException
{
    internal LimitExceededException(NodeError error)
        : base(error, "Ask less often, or raise the plan") { }

    internal override bool MayHelpElsewhere => true;

    internal override bool MayHelpLater => true;
}
