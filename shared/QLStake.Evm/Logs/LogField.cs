namespace QLStake.Evm.Logs;

/// <summary>The fields of a log's JSON. Those up to <see cref="LogIndex"/> must be there.</summary>
internal enum LogField
{
    Address,
    Topics,
    Data,
    BlockHash,
    BlockNumber,
    TransactionHash,
    TransactionIndex,
    LogIndex,
    Removed,
    Unknown,
}

internal static class LogFieldName
{
    /// <summary>The field of that name as the execution API spells it; escapes in names are not undone.</summary>
    public static LogField Find(ReadOnlySpan<byte> name) =>
        // Two names share a length, so one comparison settles each.
        name.Length switch
        {
            4 when name.SequenceEqual("data"u8) => LogField.Data,
            6 when name.SequenceEqual("topics"u8) => LogField.Topics,
            7 when name.SequenceEqual("address"u8) => LogField.Address,
            7 when name.SequenceEqual("removed"u8) => LogField.Removed,
            8 when name.SequenceEqual("logIndex"u8) => LogField.LogIndex,
            9 when name.SequenceEqual("blockHash"u8) => LogField.BlockHash,
            11 when name.SequenceEqual("blockNumber"u8) => LogField.BlockNumber,
            15 when name.SequenceEqual("transactionHash"u8) => LogField.TransactionHash,
            16 when name.SequenceEqual("transactionIndex"u8) => LogField.TransactionIndex,
            _ => LogField.Unknown,
        };

    // Of the names, in the order of the fields.
    private static ReadOnlySpan<byte> Lengths => [7, 6, 4, 9, 11, 15, 16, 8, 7];

    /// <summary>The field whose name a text starts with, in quotes and with the colon behind it.</summary>
    /// <param name="length">Bytes of that.</param>
    public static LogField FindAt(ReadOnlySpan<byte> text, out int length)
    {
        // A comparison with a constant is an instruction or two, the search for a name's end a dozen.
        var field = (text.Length > 1 ? text[1] : 0) switch
        {
            'a' when text.StartsWith("\"address\":"u8) => LogField.Address,
            'b' when text.StartsWith("\"blockHash\":"u8) => LogField.BlockHash,
            'b' when text.StartsWith("\"blockNumber\":"u8) => LogField.BlockNumber,
            'd' when text.StartsWith("\"data\":"u8) => LogField.Data,
            'l' when text.StartsWith("\"logIndex\":"u8) => LogField.LogIndex,
            'r' when text.StartsWith("\"removed\":"u8) => LogField.Removed,
            't' when text.StartsWith("\"topics\":"u8) => LogField.Topics,
            't' when text.StartsWith("\"transactionHash\":"u8) => LogField.TransactionHash,
            't' when text.StartsWith("\"transactionIndex\":"u8) => LogField.TransactionIndex,
            _ => LogField.Unknown,
        };
        length = field == LogField.Unknown ? 0 : Lengths[(int)field] + "\"\":".Length;
        return field;
    }

    /// <summary>For messages.</summary>
    public static string Text(this LogField field)
    {
        var name = field.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
