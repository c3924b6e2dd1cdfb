namespace QLStake.Evm.Abi;

/// <summary>
/// Bytes that are not what the contract ABI says they must be, or a value that does not fit its ABI type.
/// The only exception that decoding raises, whatever the bytes are.
/// </summary>
public sealed class AbiException : EvmDataException
{
    public AbiException(string message)
        : base(message) { }

    public AbiException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>For generated code: a log's topics are not those of the event it was said to be.</summary>
    public static AbiException OtherEvent(string signature, ReadOnlySpan<B256> topics) =>
        new(
            $"Expected a log of the event {signature}, found {topics.Length} topics"
                + (topics.IsEmpty ? "." : $" of which the first is {topics[0]}.")
        );

    /// <summary>For generated code: a value for a fixed array has another length than its type.</summary>
    public static void ThrowIfNotLength(int length, int expected)
    {
        if (length != expected)
        {
            throw new AbiException($"Expected {expected} elements for a fixed array, found {length}.");
        }
    }

    internal static AbiException Truncated(int at, long wanted, int length) =>
        new(
            $"Expected {wanted} more bytes at byte {at}, found the end at byte {length}: the data was cut short, or an offset in it is wrong."
        );

    internal static AbiException Padding(string type, ReadOnlySpan<byte> word) =>
        new(
            $"Expected a padded {type}, found {Hex.Encode(word)}: bytes outside the value are not what the padding must be."
        );

    internal static AbiException OutOfRange(string type, string found) =>
        new($"Expected a value that fits {type}, found {found}.");
}
