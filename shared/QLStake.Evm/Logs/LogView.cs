namespace QLStake.Evm.Logs;

/// <summary>A log while it is read: a view of a buffer that the next log overwrites. The fields are those of <see cref="Log"/>.</summary>
public readonly ref struct LogView
{
    private readonly ref readonly LogFields _fields;

    internal LogView(ref readonly LogFields fields) => _fields = ref fields;

    public Address Address => _fields.Address;

    public ReadOnlySpan<B256> Topics => _fields.Topics.Span;

    public ReadOnlySpan<byte> Data => _fields.Data.Span;

    public ulong BlockNumber => _fields.BlockNumber;

    public B256 BlockHash => _fields.BlockHash;

    public B256 TransactionHash => _fields.TransactionHash;

    public uint TransactionIndex => _fields.TransactionIndex;

    public uint LogIndex => _fields.LogIndex;

    public bool Removed => _fields.Removed;
}
