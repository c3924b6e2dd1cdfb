namespace QLStake.Evm.Abi;

/// <summary>A function call with its arguments; the generator writes one record for each function of a contract.</summary>
public interface IAbiCall
{
    /// <summary>Calldata: the 4-byte selector and the encoded arguments.</summary>
    byte[] Encode();
}

/// <summary>A function call that returns something.</summary>
/// <typeparam name="TResult">The value, or a record of the values, that the function returns.</typeparam>
public interface IAbiCall<out TResult> : IAbiCall
{
    /// <summary>Reads what <c>eth_call</c> returned.</summary>
    /// <exception cref="AbiException">Not the function's result; empty data usually means no contract at the address.</exception>
    TResult ReadResult(ReadOnlySpan<byte> data);
}
