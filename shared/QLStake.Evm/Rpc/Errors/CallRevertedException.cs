namespace QLStake.Evm;

/// <summary>The contract reverted.</summary>
public sealed class CallRevertedException : RpcErrorException
{
    internal CallRevertedException(NodeError error)
        : base(error, RevertReason.Describe(error.Data)) => Data = error.Data;

    /// <summary>The revert data: selector and arguments of a Solidity error; empty where the contract gave none.</summary>
    public new ReadOnlyMemory<byte> Data { get; }
}
