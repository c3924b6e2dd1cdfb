using System.Runtime.CompilerServices;

namespace QLStake.Evm.Logs;

/// <summary>The topics of one log while they are read: the EVM's LOG0 to LOG4 write at most four.</summary>
internal struct LogTopics
{
    public const int Most = 4;

    private Buffer _topics;
    private int _count;

    /// <summary>False if there are four already.</summary>
    public bool TryAdd(in B256 topic)
    {
        if (_count == Most)
        {
            return false;
        }
        _topics[_count++] = topic;
        return true;
    }

    public readonly ReadOnlyMemory<B256> In(LogArena arena)
    {
        var taken = arena.TakeTopics(_count);
        ((ReadOnlySpan<B256>)_topics)[.._count].CopyTo(taken.Span);
        return taken;
    }

    [InlineArray(Most)]
    private struct Buffer
    {
        private B256 _first;
    }
}
