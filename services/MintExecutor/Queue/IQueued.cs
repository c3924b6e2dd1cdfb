namespace QLStake.MintExecutor;

/// <summary>Something that waits for a transaction, and its own words for what happens to it.</summary>
internal interface IQueued
{
    QueuePlace Place { get; }

    object Claimed(string batchId);

    object Sent(string batchId, B256 hash);

    object Delayed(QueuePause pause);

    object GivenBack(string reason);

    object Mined(string batchId);

    object Unmined(string batchId);

    object Settled();
}

/// <summary>Why it waits.</summary>
/// <param name="RetryAt">When it is looked at again.</param>
/// <param name="Told">The moment that others are told.</param>
/// <param name="Tries">How often in a row.</param>
/// <param name="Paused">It waits until it is unpaused.</param>
/// <param name="News">Whether the router is told: the reason has changed.</param>
internal sealed record QueuePause(
    string Reason,
    DateTimeOffset RetryAt,
    DateTimeOffset Told,
    int Tries,
    bool Paused,
    bool News
);
