namespace QLStake.Evm.Abi;

/// <summary>
/// Where a reader or writer was before it entered a tuple or array: offsets in a frame count from the frame's start.
/// Held by the caller on its stack and handed back on leaving, so nesting allocates nothing.
/// </summary>
public readonly struct AbiFrame
{
    internal AbiFrame(int start, int head, int headEnd)
    {
        Start = start;
        Head = head;
        HeadEnd = headEnd;
    }

    internal int Start { get; }

    internal int Head { get; }

    internal int HeadEnd { get; }
}
