using System.Collections.Concurrent;

namespace QLStake.Console;

/// <summary>Keeps each answer for a moment, so that many who look at the same thing cost the services as much as one.</summary>
internal sealed class Kept(TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(800);
    private const int Most = 256;
    private readonly ConcurrentDictionary<string, (Task Answer, long At)> _answers = [];

    /// <param name="name">What is asked, the same for the same question.</param>
    /// <param name="ask">Asks; it belongs to nobody, so nobody's leaving cancels it.</param>
    public Task<T> GetAsync<T>(string name, Func<Task<T>> ask)
    {
        if (_answers.TryGetValue(name, out var known) && time.GetElapsedTime(known.At) < Moment)
            return (Task<T>)known.Answer;
        if (_answers.Count >= Most)
            Forget();
        var asking = ask();
        _answers[name] = (asking, time.GetTimestamp());
        return asking;
    }

    private void Forget()
    {
        foreach (var (name, kept) in _answers)
            if (time.GetElapsedTime(kept.At) >= Moment)
                _answers.TryRemove(name, out _);
    }
}
