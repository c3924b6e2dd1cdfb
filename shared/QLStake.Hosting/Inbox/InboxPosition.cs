namespace QLStake.Hosting;

/// <summary>How far a log has been taken in: written in the transaction of the effects, so effect and position agree.</summary>
/// <param name="Id">The log.</param>
/// <param name="Position">The last entry whose effects are stored.</param>
/// <param name="Confirmed">The last position that the log's owner itself has confirmed over its feed.</param>
public sealed record InboxPosition(string Id, long Position, long Confirmed)
{
    public static InboxPosition Start(string source) => new(source, 0, 0);
}
