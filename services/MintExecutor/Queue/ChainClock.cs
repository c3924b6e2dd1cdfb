namespace QLStake.MintExecutor;

/// <summary>Turns a contract's moments into host time, in which waiting is measured.</summary>
/// <param name="Chain">Time of the chain's newest block.</param>
/// <param name="Host">Host time when it was read.</param>
internal readonly record struct ChainClock(DateTimeOffset Chain, DateTimeOffset Host)
{
    private const ulong LastSecond = 253_402_300_799;

    public static ChainClock Of(ulong blockTime, DateTimeOffset host) => new(Moment(blockTime), host);

    public static DateTimeOffset Moment(ulong seconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)Math.Min(seconds, LastSecond));

    /// <summary>When the chain's clock will show <paramref name="moment"/>; a second from now at the earliest.</summary>
    public DateTimeOffset At(DateTimeOffset moment)
    {
        var (left, least) = (moment - Chain, TimeSpan.FromSeconds(1));
        if (left < least)
            left = least;
        return left > DateTimeOffset.MaxValue - Host ? DateTimeOffset.MaxValue : Host + left;
    }
}
