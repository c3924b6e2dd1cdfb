using System.CommandLine;
using QLStake.Contracts;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls replay</c>: a stake as it was, and how it came there.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string> Id = new("stakeId")
    {
        Description = "A stake id, the beginning of one, or any other name of the stake.",
    };
    private static readonly Option<string?> At = new("--at")
    {
        Description =
            "A time such as 2026-01-31T12:00:00Z, or a version of the stake's own stream such as 7; now without it.",
    };

    public static Command Create()
    {
        var command = new Command(
            "replay",
            "Show a stake as it was at a moment, step by step: what each service knew and decided."
        )
        {
            Id,
            At,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(parsed.GetRequiredValue(Id), parsed.GetValue(At), parsed.GetValue(JsonOption.Instance), stop)
        );
        return command;
    }

    private static async Task RunAsync(string id, string? moment, bool json, CancellationToken stop)
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var router = new ServiceClient(
            ServiceNames.MessageRouter,
            localnet.AddressOf(ServiceNames.MessageRouter)
        );
        var stake = await new StakeStories(router, TimeProvider.System).SearchAsync(id, stop);
        var replay = new Replay(name => new ServiceClient(name, localnet.AddressOf(name)));
        var replayed = await replay.ReadAsync(stake.StakeId, moment, stop);
        if (json)
        {
            JsonOption.Print(replayed);
            return;
        }

        Print(replayed);
    }

    private static void Print(ReplayedStake replayed)
    {
        var then = replayed.Then;
        var steps = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("time", "service", "event", "what it says", "what the service knew then");
        foreach (var step in replayed.Steps)
        {
            steps.AddRow(
                $"{step.At:HH:mm:ss.fff}",
                Markup.Escape(step.Service),
                Markup.Escape($"{Short(step.Type)} ({step.Version})"),
                Markup.Escape(step.Said),
                Markup.Escape(step.Knew)
            );
        }

        AnsiConsole.Write(steps);
        AnsiConsole.MarkupLineInterpolated($"[bold]{then.StakeId}[/]");
        AnsiConsole.MarkupLineInterpolated(
            $"{(replayed.At is { } at ? $"At {at:yyyy-MM-dd HH:mm:ss.fff}Z it was" : "It is")} [bold]{then.State}[/], {then.Waiting.Cause} ({then.Waiting.Owner}): {then.Waiting.Detail}"
        );
    }

    /// <summary><c>router.facts-observed.v1</c> is <c>facts-observed</c> beside its service's name.</summary>
    private static string Short(string type) => type.Split('.') is [_, var name, ..] ? name : type;
}
