namespace QLStake.Evm.Logs;

/// <summary>
/// Reads a list of logs as nodes write it. Known fields are decoded where they stand, without looking for their end first:
/// this costs a third of reading them as general JSON.
/// It never decides that something is wrong. Where it gives up the strict reader goes on, and whatever it accepts the strict
/// reader accepts with the same values.
/// </summary>
/// <param name="list">From behind the list's opening bracket.</param>
internal ref struct PlainLogReader(ReadOnlySpan<byte> list)
{
    private PlainJson _json = new(list);
    private byte[] _data = new byte[4096];

    /// <summary>No log follows.</summary>
    public readonly bool IsAtEnd => _json.IsNext((byte)']');

    /// <summary>
    /// Reads the next log and the comma behind it; false where only the strict reader can tell what is there. The data is
    /// valid until the next call.
    /// </summary>
    public bool TryRead(LogArena arena, ref LogFields fields)
    {
        fields = default;
        if (!_json.TryTake((byte)'{'))
        {
            return false;
        }
        do
        {
            if (!TryReadField(arena, ref fields))
            {
                return false;
            }
        } while (_json.TryTake((byte)','));
        return _json.TryTake((byte)'}')
            && fields.IsComplete
            && _json.IsNext(_json.TryTake((byte)',') ? (byte)'{' : (byte)']');
    }

    private bool TryReadField(LogArena arena, ref LogFields fields)
    {
        if (!_json.TryTakeName(out var field))
        {
            return false;
        }
        fields.MarkSeen(field);
        return field switch
        {
            LogField.Address => TryReadAddress(out fields.Address),
            LogField.Topics => TryReadTopics(arena, out fields.Topics),
            LogField.Data => TryReadData(out fields.Data),
            LogField.BlockHash => _json.TryReadWord(out fields.BlockHash),
            LogField.BlockNumber => _json.TryReadQuantity(out fields.BlockNumber),
            LogField.TransactionHash => _json.TryReadWord(out fields.TransactionHash),
            LogField.TransactionIndex => TryReadIndex(out fields.TransactionIndex),
            LogField.LogIndex => TryReadIndex(out fields.LogIndex),
            LogField.Removed => TryReadFlag(out fields.Removed),
            _ => _json.TryReadQuoted(out var text) && PlainJson.IsPlain(text),
        };
    }

    private bool TryReadAddress(out Address address)
    {
        // More room than an address takes, so that its digits are read in one piece.
        Span<byte> bytes = stackalloc byte[B256.Size];
        var read = _json.TryReadHex(bytes, out var length) && length == Address.Size;
        address = Address.FromSpan(bytes[..Address.Size]);
        return read;
    }

    private bool TryReadTopics(LogArena arena, out ReadOnlyMemory<B256> read)
    {
        read = default;
        var topics = new LogTopics();
        if (!_json.TryTake((byte)'['))
        {
            return false;
        }
        if (!_json.IsNext((byte)']'))
        {
            do
            {
                if (!_json.TryReadWord(out var topic) || !topics.TryAdd(topic))
                {
                    return false;
                }
            } while (_json.TryTake((byte)','));
        }
        read = topics.In(arena);
        return _json.TryTake((byte)']');
    }

    private bool TryReadData(out ReadOnlyMemory<byte> data)
    {
        data = default;
        int length;
        while (!_json.TryReadHex(_data, out length))
        {
            if (length < _data.Length)
            {
                return false;
            }
            _data = new byte[2 * _data.Length];
        }
        data = _data.AsMemory(0, length);
        return true;
    }

    private bool TryReadIndex(out uint index)
    {
        var read = _json.TryReadQuantity(out var quantity) && quantity <= uint.MaxValue;
        index = unchecked((uint)quantity);
        return read;
    }

    private bool TryReadFlag(out bool flag)
    {
        flag = _json.TryTake("true"u8);
        return flag || _json.TryTake("false"u8);
    }
}
