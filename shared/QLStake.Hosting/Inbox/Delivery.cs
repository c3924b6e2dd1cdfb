namespace QLStake.Hosting;

/// <summary>Where a message came from and when it is handled.</summary>
/// <param name="Source">The log it stands in.</param>
/// <param name="Position">Its place there.</param>
/// <param name="Now">The time of handling: drives waiting only, never a decision about money.</param>
public sealed record Delivery(string Source, long Position, DateTimeOffset Now);

/// <summary>Takes one kind of message: loads, decides, appends. It never publishes and never saves.</summary>
public interface IConsume<in TMessage>
{
    Task ConsumeAsync(TMessage message, Delivery delivery, Streams streams, CancellationToken ct);
}
