using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>How a mint, or any other call, moves through the queue.</summary>
internal static class QueueRule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstAfterFailure = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastAfterFailure = TimeSpan.FromHours(1);

    /// <summary>
    /// An order known, or of a mint that is settled, is silent. Rounds are not compared: a message that is not the router's
    /// could name a round that no real one ever reaches.
    /// </summary>
    /// <param name="problem">Why it can never be carried out (<see cref="MintCalls.Problem"/>), or null.</param>
    public static IEnumerable<object> Take(QueuedMint mint, ExecuteMint order, string? problem, DateTimeOffset now)
    {
        var fingerprint = Fingerprint(order);
        return Take(
            mint.Place,
            fingerprint,
            problem,
            new MintQueued(order, fingerprint, now),
            reason => new MintGivenBack(order.StakeId, order.Round, reason)
        );
    }

    /// <inheritdoc cref="Take(QueuedMint, ExecuteMint, string?, DateTimeOffset)"/>
    public static IEnumerable<object> Take(
        QueuedOperation operation,
        OperationOrder order,
        string? problem,
        DateTimeOffset now
    )
    {
        var fingerprint = Fingerprint(order);
        return Take(
            operation.Place,
            fingerprint,
            problem,
            new OperationQueued(order, fingerprint, now),
            reason => new OperationGivenBack(order.Name, reason)
        );
    }

    public static bool IsReady(IQueued item, DateTimeOffset now) =>
        item.Place.Standing == QueueStanding.Ready && item.Place.ReadyAt <= now;

    public static IEnumerable<object> Claim(IQueued item, string batch, DateTimeOffset now) =>
        IsReady(item, now) ? [item.Claimed(batch)] : [];

    public static IEnumerable<object> Sent(IQueued item, string batch, B256 hash) =>
        item.Place.BatchId == batch && item.Place.TxHash != hash ? [item.Sent(batch, hash)] : [];

    /// <summary>What a simulation, or a mined batch, said about it.</summary>
    /// <param name="batch">The batch that was mined; null for a simulation.</param>
    public static IEnumerable<object> Settle(IQueued item, string? batch, Outcome outcome, DateTimeOffset now)
    {
        var place = item.Place;
        var holds = batch is null ? place.Standing == QueueStanding.Ready : place.BatchId == batch;
        if (!holds)
            return [];
        return outcome switch
        {
            Outcome.Taken when place.Standing == QueueStanding.Claimed => [item.Mined(batch!)],
            Outcome.Return back => [item.GivenBack(back.Reason)],
            Outcome.Delay delay => [item.Delayed(Pause(place, delay, now))],
            Outcome.Consumed { Final: true } => [item.Settled()],
            // Someone else was faster: nothing to tell until that is final.
            Outcome.Consumed =>
            [
                item.Delayed(Pause(place, new("done already, not final yet", null), now) with { News = false }),
            ],
            _ => [],
        };
    }

    public static IEnumerable<object> Unmine(IQueued item, string batch) =>
        item.Place.Standing == QueueStanding.Mined && item.Place.BatchId == batch ? [item.Unmined(batch)] : [];

    /// <summary>
    /// Its batch is final. What is then still claimed was in a transaction that failed: only now can that not be mined any
    /// more, so only now is it tried again, each time later.
    /// </summary>
    public static IEnumerable<object> Finish(IQueued item, string batch, B256 transaction, DateTimeOffset now)
    {
        var place = item.Place;
        if (place.BatchId != batch)
            return [];
        var failed = new Outcome.Delay(
            $"transaction {transaction} failed",
            now + Longer(FirstAfterFailure, LastAfterFailure, place.Tries)
        );
        return place.Standing switch
        {
            QueueStanding.Mined => [item.Settled()],
            QueueStanding.Claimed => [item.Delayed(Pause(place, failed, now))],
            _ => [],
        };
    }

    private static IEnumerable<object> Take(
        QueuePlace place,
        B256 fingerprint,
        string? problem,
        object queued,
        Func<string, object> givenBack
    )
    {
        if (place.Standing == QueueStanding.Settled || place.Known.Contains(fingerprint))
            return [];
        if (problem is null)
            return [queued];
        return place.Standing is QueueStanding.Unknown or QueueStanding.GivenBack && place.Reason != problem
            ? [givenBack(problem)]
            : [];
    }

    private static B256 Fingerprint<TOrder>(TOrder order) =>
        Keccak.Hash(JsonSerializer.SerializeToUtf8Bytes(order, MessageJson.Options));

    private static QueuePause Pause(QueuePlace place, Outcome.Delay delay, DateTimeOffset now)
    {
        var retry = delay.Until ?? now + Longer(FirstRetry, LastRetry, place.Tries);
        return new(
            delay.Reason,
            retry,
            delay.Named ?? retry,
            place.Tries + 1,
            delay.UntilUnpaused,
            News: place.Reason != delay.Reason
        );
    }

    private static TimeSpan Longer(TimeSpan first, TimeSpan last, int tries)
    {
        var pause = first * Math.Pow(2, Math.Min(tries, 10));
        return pause < last ? pause : last;
    }
}
