using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.LogProbe;

/// <summary>A number written to a partition of the log.</summary>
public sealed record Noted(string Partition, ulong Number)
{
    public ChainFinalized Message() => new(ChainSelector.Parse(Partition), new(Number, B256.Zero, 0));
}

/// <summary>A number taken from the log.</summary>
public sealed record Taken(ulong Number);

public sealed record Reminded(DateTimeOffset At);

/// <summary>How many numbers were written.</summary>
public sealed record Notebook(ulong Count) : IState<Notebook>
{
    public static Notebook Initial { get; } = new(0);

    public Notebook Apply(object @event) => @event is Noted ? new(Count + 1) : this;
}

/// <summary>Every number taken, in order, twice if it was taken twice.</summary>
public sealed record Ledger(ImmutableList<ulong> Numbers) : IState<Ledger>, IShown
{
    public static Ledger Initial { get; } = new([]);

    public Ledger Apply(object @event) => @event is Taken taken ? new(Numbers.Add(taken.Number)) : this;

    public IEnumerable<object> Documents(string stream) => [new LedgerView(stream, Numbers.Count)];
}

public sealed record LedgerView(string Id, int Count);

/// <summary>Waits for a moment after the last number divisible by ten, to be reminded once.</summary>
public sealed record Reminder(DateTimeOffset? WakeAt, int Times) : IState<Reminder>, IWaits
{
    public static Reminder Initial { get; } = new(null, 0);

    public Reminder Apply(object @event) =>
        @event switch
        {
            ReminderSet set => this with { WakeAt = set.At },
            Reminded => new(null, Times + 1),
            _ => this,
        };
}

public sealed record ReminderSet(DateTimeOffset At);

public sealed class TakeFinalized : IConsume<ChainFinalized>
{
    public bool Cured { get; set; }

    public async Task ConsumeAsync(ChainFinalized message, Delivery delivery, Streams streams, CancellationToken ct)
    {
        // Poison until cured: the log must stop here, say so, and go on by itself afterwards.
        // Only what a probe wrote is poison: a real chain has a block 666 too.
        if (message.UpTo is { Number: 666, Hash: var hash } && hash == B256.Zero && !Cured)
            throw new InvalidOperationException("666 is not taken.");
        await streams.AppendAsync<Ledger>($"ledger-{message.Chain}", [new Taken(message.UpTo.Number)], ct);
        if (message.UpTo.Number % 10 == 0)
            await streams.AppendAsync<Reminder>("reminder", [new ReminderSet(delivery.Now.AddMilliseconds(200))], ct);
    }
}

public sealed class WakeReminder : IWake<Reminder>
{
    public async Task WakeAsync(string stream, DateTimeOffset now, Streams streams, CancellationToken ct) =>
        await streams.DecideAsync<Reminder>(
            stream,
            reminder => reminder.WakeAt is { } at && at <= now ? [new Reminded(now)] : [],
            ct
        );
}
