using System.CommandLine;

namespace QLStake.Cli;

/// <summary><c>qls demo</c>: the main path before one's eyes.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var keep = new Option<bool>("--keep") { Description = "Leave everything up afterwards." };
        var command = new Command(
            "demo",
            "Bring everything up, make three stakes, follow them to the mint, check the books."
        )
        {
            keep,
        };
        command.SetAction((parsed, stop) => RunAsync(parsed.GetValue(keep), stop));
        return command;
    }

    private static async Task<int> RunAsync(bool keep, CancellationToken stop)
    {
        var narrator = new Narrator(TimeProvider.System);
        Narrator.Head("Bringing up three chains with CCIP, PostgreSQL, RabbitMQ and six services");
        await using var stage = await Stage.SetAsync(keep, narrator, stop);
        narrator.Tell("everything is up");
        return await new Demonstration(stage.Localnet, narrator, TimeProvider.System).RunAsync(stop) ? 0 : 1;
    }
}
