namespace QLStake.Contracts;

/// <summary>
/// What a leaf says, with the two contracts it is between: everything the stake id is the hash of.
/// Source: <c>contracts/src/libraries</c>, the leaf.
/// </summary>
/// <param name="Lane">Source and destination chain.</param>
/// <param name="Satellite">The contract on the source chain that locked the asset.</param>
/// <param name="Hub">The contract on the destination chain that may mint.</param>
/// <param name="Asset">The locked token's address on the source chain.</param>
/// <param name="Amount">What is locked.</param>
/// <param name="Receiver">Who gets the shares.</param>
/// <param name="RefundTo">Who gets the asset back if the stake is refused.</param>
/// <param name="Nonce">The satellite's count, unique per satellite.</param>
/// <param name="Index">The leaf's place in its root, below the root's count.</param>
public sealed record StakeItem(
    Lane Lane,
    Address Satellite,
    Address Hub,
    Address Asset,
    Assets Amount,
    Address Receiver,
    Address RefundTo,
    ulong Nonce,
    uint Index
);

/// <summary>What a CCIP message between our contracts is for.</summary>
public enum MessageKind : byte
{
    Hello = 0,
    Stake = 1,
    Release = 2,
    Rewards = 3,

    /// <summary>A stake given back: its leaf pays only together with the stake's own.</summary>
    Refund = 4,

    /// <summary>A stake root given up: it will never be minted.</summary>
    Void = 5,
}

/// <summary>CCIP's execution state of a message on the destination chain (<c>Internal.MessageExecutionState</c>).</summary>
public enum ExecutionState : byte
{
    Untouched = 0,
    InProgress = 1,
    Success = 2,
    Failure = 3,
}
