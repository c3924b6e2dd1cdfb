namespace QLStake.Evm.Logs;

/// <summary>The fields of one log while it is read: JSON gives them in any order.</summary>
internal struct LogFields
{
    // One bit for each field that must be there.
    private const int Required = (1 << ((int)LogField.LogIndex + 1)) - 1;

    private int _seen;

    public Address Address;
    public ReadOnlyMemory<B256> Topics;
    public ReadOnlyMemory<byte> Data;
    public ulong BlockNumber;
    public B256 BlockHash;
    public B256 TransactionHash;
    public uint TransactionIndex;
    public uint LogIndex;
    public bool Removed;

    public readonly bool IsComplete => (_seen & Required) == Required;

    public void MarkSeen(LogField field) => _seen |= 1 << (int)field;

    public readonly Log ToLog() =>
        new(Address, Topics, Data, BlockNumber, BlockHash, TransactionHash, TransactionIndex, LogIndex, Removed);
}
