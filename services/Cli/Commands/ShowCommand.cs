using System.CommandLine;
using QLStake.Contracts;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls show</c>: one stake's life.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("stakeId")
        {
            Description =
                "A stake id, the beginning of one, or any other name of the stake: message id, transaction hash.",
        };
        var command = new Command(
            "show",
            "Show where a stake, transfer or redemption is, why it waits, its timeline and its fees."
        )
        {
            id,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) => RunAsync(parsed.GetRequiredValue(id), parsed.GetValue(JsonOption.Instance), stop)
        );
        return command;
    }

    private static async Task RunAsync(string id, bool json, CancellationToken stop)
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var router = new ServiceClient(
            ServiceNames.MessageRouter,
            localnet.AddressOf(ServiceNames.MessageRouter)
        );
        if (await TransferStory.FindAsync(router, id.Trim().ToLowerInvariant(), stop) is { } transfer)
        {
            Tell(transfer, json, told => Print(told, localnet));
            return;
        }

        if (await ReleaseStory.FindAsync(router, id.Trim().ToLowerInvariant(), stop) is { } release)
        {
            Tell(release, json, told => Print(told, localnet));
            return;
        }

        var story = await new StakeStories(router, TimeProvider.System).SearchAsync(id, stop);
        Tell(story, json, told => Print(told, localnet));
    }

    private static void Tell<TStory>(TStory story, bool json, Action<TStory> print)
    {
        if (json)
        {
            JsonOption.Print(story);
            return;
        }

        print(story);
    }

    private static void Print(StakeStory story, RunningLocalnet localnet)
    {
        var facts = new Grid().AddColumn().AddColumn();
        void Row(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                facts.AddRow(Markup.Escape(name), Markup.Escape(value));
            }
        }

        Row("stake", $"{story.StakeId}");
        Row("state", story.State);
        Row("waiting", $"{story.Waiting.Cause} ({story.Waiting.Owner}): {story.Waiting.Detail}");
        Row("until", $"{story.Waiting.Until:u}");
        Row("remedy", story.Waiting.Remedy);
        if (story.Item is { } item)
        {
            Row("amount", Units.Show(item.Asset, item.Amount));
            Row("way", $"{localnet.NameOf(item.Lane.Source)} to {localnet.NameOf(item.Lane.Destination)}");
            Row("staker", $"{story.Staker}");
            Row("receiver", $"{item.Receiver}");
        }

        Row("shares", story.Shares is { } shares ? Units.Show(shares.Value) : null);
        Row("fees", story.Fees is { } fees ? Fees(fees) : null);
        Row("message", $"{story.MessageId}");
        Row("trace", story.TraceId);
        AnsiConsole.Write(facts);
        AnsiConsole.Write(Timeline(story.Timeline, localnet));
    }

    private static void Print(TransferStory story, RunningLocalnet localnet)
    {
        var facts = new Grid().AddColumn().AddColumn();
        void Row(string name, string? value) => facts.AddRow(Markup.Escape(name), Markup.Escape(value ?? ""));

        Row("transfer", $"{story.MessageId}");
        Row("state", story.State);
        Row("waiting", $"{story.Waiting.Cause} ({story.Waiting.Owner}): {story.Waiting.Detail}");
        Row("remedy", story.Waiting.Remedy);
        if (story.Sent is { } sent)
        {
            Row("amount", $"{Units.Show(sent.Amount.Value)} shares");
            Row("way", $"{localnet.NameOf(sent.Lane.Source)} to {localnet.NameOf(sent.Lane.Destination)}");
            Row("sender", $"{sent.Sender}");
            Row("receiver", $"{sent.Receiver}");
        }

        AnsiConsole.Write(facts);
        AnsiConsole.Write(Timeline(story.Timeline, localnet));
    }

    private static void Print(ReleaseStory story, RunningLocalnet localnet)
    {
        var facts = new Grid().AddColumn().AddColumn();
        void Row(string name, string? value) => facts.AddRow(Markup.Escape(name), Markup.Escape(value ?? ""));

        Row(story.Redeemed is null ? "refund" : "redemption", $"{story.Leaf}");
        Row("state", story.State);
        Row("waiting", $"{story.Waiting.Cause} ({story.Waiting.Owner}): {story.Waiting.Detail}");
        Row("remedy", story.Waiting.Remedy);
        if (story.Item is { } item)
        {
            Row("amount", Units.Show(item.Asset, item.Amount));
            Row("way", $"{localnet.NameOf(item.Lane.Source)} to {localnet.NameOf(item.Lane.Destination)}");
            Row("receiver", $"{item.Receiver}");
        }

        if (story.Redeemed is { } burned)
        {
            Row("burned", $"{Units.Show(burned.Shares.Value)} shares of {burned.Redeemer}");
        }

        if (story.StakeId is { } stake)
        {
            Row("stake", $"{stake}");
        }

        Row("message", $"{story.MessageId}");
        AnsiConsole.Write(facts);
        AnsiConsole.Write(Timeline(story.Timeline, localnet));
    }

    private static string Fees(PaidFees fees) =>
        $"CCIP {Units.Show(fees.CcipFee.Value)}, execution {Units.Show(fees.ExecutionFee.Value)}, in "
        + (fees.Token == default ? "native coin" : $"units of {fees.Token}");

    private static Table Timeline(IReadOnlyList<StoryStep> timeline, RunningLocalnet localnet)
    {
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("time", "what", "chain", "block", "transaction", "detail");
        foreach (var step in timeline)
        {
            table.AddRow(
                $"{step.At:HH:mm:ss.fff}",
                Markup.Escape(step.What),
                Markup.Escape(step.Chain is { } chain ? localnet.NameOf(chain) : ""),
                $"{step.Block?.Number}",
                $"{step.TxHash}",
                Markup.Escape(step.Detail ?? "")
            );
        }

        return table;
    }
}
