using System.Collections.Concurrent;

namespace QLStake.FeeAccounting;

/// <summary>
/// Answers that are good for a moment, one question at a time for each key. What is asked for meanwhile waits for the one
/// answer; a failure is not kept.
/// </summary>
public sealed class Kept<TKey, TAnswer>(TimeSpan moment, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, (long At, Lazy<Task<TAnswer>> Answer)> _answers = [];

    public async Task<TAnswer> GetAsync(TKey key, Func<Task<TAnswer>> ask)
    {
        var now = time.GetTimestamp();
        var kept = _answers.AddOrUpdate(
            key,
            _ => (now, new(ask)),
            (_, known) => IsLost(known.Answer) || time.GetElapsedTime(known.At, now) > moment ? (now, new(ask)) : known
        );
        return await kept.Answer.Value;
    }

    private static bool IsLost(Lazy<Task<TAnswer>> answer) =>
        answer.IsValueCreated && (answer.Value.IsFaulted || answer.Value.IsCanceled);
}
