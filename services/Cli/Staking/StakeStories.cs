using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>Asks the message-router where stakes are.</summary>
public sealed class StakeStories(ServiceClient router, TimeProvider time)
{
    private const int IdLength = 66;
    private const int FewestDigits = 4;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Null while the router has not heard of it.</summary>
    public Task<StakeStory?> FindAsync(StakeId id, CancellationToken stop) =>
        router.GetAsync<StakeStory>($"/stakes/{id}", stop);

    /// <param name="text">A stake id or the beginning of one, or any other name of a stake: its message id, a transaction hash.</param>
    /// <param name="stop">Ends the search.</param>
    /// <exception cref="CliException">None or several are meant.</exception>
    public async Task<StakeStory> SearchAsync(string text, CancellationToken stop)
    {
        var found = await NamedAsync(text.Trim().ToLowerInvariant(), stop);
        return found.Count switch
        {
            1 => await FindAsync(found[0], stop)
                ?? throw new CliException($"Stake {found[0]} was listed and is gone; try again."),
            0 => throw new CliException(
                $"No stake is known by '{text}'. Expected a stake id, the beginning of one ({FewestDigits} digits at least), "
                    + "a CCIP message id, a transaction hash or an address."
            ),
            _ => throw new CliException(
                $"'{text}' is not unique; it may be {string.Join(", ", found.Take(5))}{(found.Count > 5 ? ", …" : "")}."
            ),
        };
    }

    /// <summary>Tells each step once, as soon as it is known, until nothing more comes by itself.</summary>
    /// <exception cref="CliException">That took longer than <paramref name="patience"/>.</exception>
    public async Task<StakeStory> FollowAsync(
        StakeId id,
        Action<StoryStep> told,
        TimeSpan patience,
        CancellationToken stop
    )
    {
        var (known, began) = (new HashSet<StoryStep>(), time.GetTimestamp());
        while (true)
        {
            var story = await FindAsync(id, stop);
            foreach (var step in (story?.Timeline ?? []).Where(known.Add))
            {
                told(step);
            }

            if (story is { IsSettled: true })
            {
                return story;
            }

            if (time.GetElapsedTime(began) > patience)
            {
                throw new CliException(
                    $"Stake {id} was not settled within {patience.TotalSeconds:0} s. "
                        + (
                            story is null
                                ? "The router has not heard of it: see ./qls status and ./qls logs chain-watcher"
                                : $"It is {story.State}: {story.Waiting.Detail} {story.Waiting.Remedy}"
                        )
                );
            }

            await Task.Delay(Look, time, stop);
        }
    }

    private async Task<List<StakeId>> NamedAsync(string text, CancellationToken stop)
    {
        if (text.StartsWith("0x", StringComparison.Ordinal) && text.Length is >= 2 + FewestDigits and < IdLength)
        {
            var beginning = await ListAsync("", summary => Begins(summary, text), stop);
            if (beginning.Count > 0)
            {
                return beginning;
            }
        }

        return await ListAsync($"&search={Uri.EscapeDataString(text)}", _ => true, stop);
    }

    private static bool Begins(StorySummary summary, string text) =>
        summary.StakeId.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase);

    private async Task<List<StakeId>> ListAsync(string query, Func<StorySummary, bool> isMeant, CancellationToken stop)
    {
        List<StakeId> found = [];
        for (var after = ""; ; )
        {
            var page = await router.GetAsync<StoryPage>($"/stakes?limit=100{query}{after}", stop);
            found.AddRange((page?.Stakes ?? []).Where(isMeant).Select(summary => summary.StakeId));
            if (page?.Next is not { } next)
            {
                return found;
            }

            after = $"&after={Uri.EscapeDataString(next)}";
        }
    }
}
