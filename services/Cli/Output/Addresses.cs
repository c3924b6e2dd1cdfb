using QLStake.Localnet;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary>Prints where everything can be reached.</summary>
internal static class Addresses
{
    public static void Print(RunningLocalnet localnet)
    {
        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, address) in localnet.Description.Services)
        {
            grid.AddRow(Markup.Escape(name), Markup.Escape($"{address}"));
        }

        foreach (var chain in localnet.Description.Chains)
        {
            grid.AddRow(Markup.Escape(chain.Name), Markup.Escape($"{chain.Rpc} (chain id {chain.ChainId})"));
        }

        AnsiConsole.Write(grid);
        AnsiConsole.MarkupLine("Everything else is in .qls/localnet.json. Stop it: ./qls down");
    }
}
