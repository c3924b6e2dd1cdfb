namespace QLStake.Evm;

/// <summary>The result of one member of a batch: a value, or the error in its place.</summary>
public readonly record struct RpcOutcome<T>
{
    private readonly T? _value;

    /// <summary>A member that was answered.</summary>
    public RpcOutcome(T value) => _value = value;

    /// <summary>A member that was refused.</summary>
    public RpcOutcome(RpcException error) => Error = error;

    /// <summary>Why there is no value; null where there is one.</summary>
    public RpcException? Error { get; }

    /// <summary>The value; throws <see cref="Error"/> where there is none.</summary>
    public T Value => Error is null ? _value! : throw Error;
}
