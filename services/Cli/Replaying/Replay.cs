using System.Globalization;
using System.Text.Json;
using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>
/// Puts a stake's past together from what each service wrote down. Every service folds its own streams by the types it works
/// with; nothing is folded a second time here, and nothing that is asked can change anything.
/// </summary>
/// <param name="service">How a service is asked.</param>
internal sealed class Replay(Func<string, ServiceClient> service)
{
    /// <param name="id">The stake.</param>
    /// <param name="moment">A time, or a version of the stake's own stream; null for now.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="CliException">Nothing was known of it then, or a service does not answer.</exception>
    public async Task<ReplayedStake> ReadAsync(StakeId id, string? moment, CancellationToken stop)
    {
        var at = moment is null ? "" : $"?at={Uri.EscapeDataString(moment)}";
        using var router = service(ServiceNames.MessageRouter);
        var replay =
            await router.GetAsync<RouterReplay>($"/stakes/{id}/replay{at}", stop)
            ?? throw new CliException($"Nothing was known of stake {id} at {moment ?? "any time"}.");
        DateTimeOffset? until = moment is null ? null : TimeOf(moment) ?? replay.Steps[^1].At;
        var steps = replay.Steps.Select(Step).ToList();
        steps.AddRange(await StepsAsync(ServiceNames.RateLimitGuard, $"mint-{id}", until, stop));
        steps.AddRange(await StepsAsync(ServiceNames.RateLimitGuard, $"refund-{id}", until, stop));
        var executed = await StepsAsync(ServiceNames.MintExecutor, $"mint-{id}", until, stop);
        executed.AddRange(await StepsAsync(ServiceNames.MintExecutor, $"operation-{id}", until, stop));
        foreach (var batch in executed.Select(step => Told.Text(step.Data, "batchId")).OfType<string>().Distinct())
            steps.AddRange(await StepsAsync(ServiceNames.MintExecutor, $"batch-{batch}", until, stop));
        steps.AddRange(executed);
        foreach (var block in replay.Steps.SelectMany(step => Told.Blocks(step.Data)).Distinct())
            steps.AddRange(
                (await StepsAsync(ServiceNames.FeeAccounting, $"journal-{block}", until, stop))
                    .Select(step => step with { Said = Told.Postings(step.Data, id) })
                    .Where(step => step.Said.Length > 0)
            );
        return new(until, replay.Then, [.. steps.OrderBy(step => step.At).ThenBy(step => step.Sequence)]);
    }

    private async Task<List<ReplayedStep>> StepsAsync(
        string name,
        string stream,
        DateTimeOffset? until,
        CancellationToken stop
    )
    {
        using var client = service(name);
        var query = until is { } moment
            ? $"&until={Uri.EscapeDataString(moment.ToString("O", CultureInfo.InvariantCulture))}"
            : "";
        var story = await client.GetAsync<StreamStory>(
            $"/streams/{Uri.EscapeDataString(stream)}/history?states=true{query}",
            stop
        );
        return
        [
            .. (story?.Events ?? []).Select(step => new ReplayedStep(
                step.At,
                name,
                stream,
                step.Sequence,
                step.Version,
                step.Type,
                Told.Of(step.Type, step.Data),
                Told.Standing(step.State),
                step.Data
            )),
        ];
    }

    private static ReplayedStep Step(RouterStep step) =>
        new(
            step.At,
            ServiceNames.MessageRouter,
            step.Stream,
            step.Sequence,
            step.Version,
            step.Type,
            Told.Of(step.Type, step.Data),
            step.State == "MintFinalized" ? step.State : $"{step.State}, {step.WaitsFor}: {step.Detail}",
            step.Data
        );

    private static DateTimeOffset? TimeOf(string moment) =>
        !long.TryParse(moment, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && DateTimeOffset.TryParse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime()
            : null;
}
