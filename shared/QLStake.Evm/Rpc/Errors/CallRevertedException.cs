namespace QLStake.Evm;

/// <summary>The call was executed and failed: the contract reverted, or ran out of gas or into an invalid instruction.</summary>
public sealed class CallRevertedException : RpcErrorException
{
    internal CallRevertedException(NodeError error)
        : base(error, RevertReason.Describe(error.Data)) => Data = error.Data;

    /// <summary>The revert data: selector and arguments of a Solidity error; empty where there is none.</summary>
    public new ReadOnlyMemory<byte> Data { get; }

    internal override bool MayHelpElsewhere => false;
}
