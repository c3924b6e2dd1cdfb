namespace QLStake.Evm.Logs;

/// <summary>
/// Room for the topics and data of many logs in a few arrays, kept under the large-object threshold. Slices are handed out
/// and never taken back: the collector frees a chunk when the last log in it is gone.
/// </summary>
internal sealed class LogArena
{
    private const int BytesPerChunk = 32 * 1024;
    private const int TopicsPerChunk = 1024;

    private Memory<byte> _bytes;
    private Memory<B256> _topics;

    public Memory<byte> TakeBytes(int length) => Take(ref _bytes, length, BytesPerChunk);

    public Memory<B256> TakeTopics(int count) => Take(ref _topics, count, TopicsPerChunk);

    private static Memory<T> Take<T>(ref Memory<T> chunk, int length, int chunkLength)
    {
        // A long slice gets an array of its own, so that it does not waste the rest of a chunk.
        if (length > chunkLength / 4)
        {
            return new T[length];
        }
        if (length > chunk.Length)
        {
            chunk = new T[chunkLength];
        }
        var taken = chunk[..length];
        chunk = chunk[length..];
        return taken;
    }
}
