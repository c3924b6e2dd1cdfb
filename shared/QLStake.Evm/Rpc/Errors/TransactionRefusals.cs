namespace QLStake.Evm;

/// <summary>A transaction with this nonce is already in a block, and it is another one.</summary>
public sealed class NonceTooLowException : RpcErrorException
{
    internal NonceTooLowException(NodeError error)
        : base(error, "Read the account's transaction count and sign again") { }
}

/// <summary>The pool holds a transaction with this nonce and the fees do not exceed it by enough (commonly 10 %).</summary>
public sealed class ReplacementUnderpricedException : RpcErrorException
{
    internal ReplacementUnderpricedException(NodeError error)
        : base(error, "Raise both fees by at least 10 % and sign again") { }
}

/// <summary>The fees are below the block's base fee or the pool's minimum.</summary>
public sealed class FeeTooLowException : RpcErrorException
{
    internal FeeTooLowException(NodeError error)
        : base(error, "Raise the fees and sign again") { }
}

/// <summary>The account cannot pay value plus gas limit times fee.</summary>
public sealed class InsufficientFundsException : RpcErrorException
{
    internal InsufficientFundsException(NodeError error)
        : base(error, "Fund the sending account") { }
}

/// <summary>The pool already holds exactly this transaction: for the sender a success.</summary>
internal sealed class AlreadyKnownException : RpcErrorException
{
    internal AlreadyKnownException(NodeError error)
        : base(error) { }
}
