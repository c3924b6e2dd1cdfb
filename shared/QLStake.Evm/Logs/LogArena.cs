namespace QLStake.Evm.Logs;

/// <summary>
/// Room for the topics and data of many logs in a few arrays, kept under the large-object threshold. Slices are handed out
/// and never taken back: the collector frees a chunk when the last log in it is gone. Or the same room serves one log after
/// another. The room is not cleared: whoever takes it fills it.
/// </summary>
/// <param name="reuses">Whether <see cref="Rewind"/> is called between logs.</param>
internal sealed class LogArena(bool reuses = false)
{
    private readonly Chunk<byte> _bytes = new(32 * 1024, reuses);
    private readonly Chunk<B256> _topics = new(1024, reuses);

    public Memory<byte> TakeBytes(int length) => _bytes.Take(length);

    public Memory<B256> TakeTopics(int count) => _topics.Take(count);

    /// <summary>Everything handed out so far may be overwritten.</summary>
    public void Rewind()
    {
        _bytes.Rewind();
        _topics.Rewind();
    }

    private sealed class Chunk<T>(int size, bool reuses)
        where T : unmanaged
    {
        private T[] _room = [];
        private int _used;

        public void Rewind() => _used = 0;

        public Memory<T> Take(int length)
        {
            // A long slice gets an array of its own, so that it does not waste the rest of a chunk.
            if (length > size / 4 && !reuses)
            {
                return GC.AllocateUninitializedArray<T>(length);
            }
            if (length > _room.Length - _used)
            {
                _room = GC.AllocateUninitializedArray<T>(Math.Max(size, length));
                _used = 0;
            }
            var taken = _room.AsMemory(_used, length);
            _used += length;
            return taken;
        }
    }
}
