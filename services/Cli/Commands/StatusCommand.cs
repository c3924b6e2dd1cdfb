using System.CommandLine;
using System.Net.Sockets;
using Npgsql;
using QLStake.Evm;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls status</c>: each server, chain and service, and what is amiss. Fails unless all is well.</summary>
internal static class StatusCommand
{
    private const string Well = "well";

    public static Command Create()
    {
        var command = new Command(
            "status",
            "Show every process, the chains' heights, and what keeps a service from being ready."
        )
        {
            JsonOption.Instance,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        var database = new NpgsqlConnectionStringBuilder(localnet.Description.Postgres);
        List<Health> all =
        [
            await ServerAsync("PostgreSQL", database.Host!, database.Port, stop),
            await ServerAsync("RabbitMQ", localnet.Description.RabbitMq.Host, localnet.Description.RabbitMq.Port, stop),
            .. await Task.WhenAll(localnet.Chains.Select(chain => ChainAsync(chain, stop))),
            .. await Task.WhenAll(
                localnet.Description.Services.Select(known => ServiceAsync(known.Key, known.Value, stop))
            ),
        ];
        JsonOption.Tell(parsed, all, Print);
        return all.TrueForAll(one => one.IsWell) ? 0 : 1;
    }

    private static void Print(List<Health> all)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "where", "", "");
        foreach (var one in all)
        {
            table.AddRow(
                Markup.Escape(one.Name),
                Markup.Escape(one.Where),
                one.IsWell ? "[green]well[/]" : "[red]ill[/]",
                Markup.Escape(one.Detail)
            );
        }

        AnsiConsole.Write(table);
    }

    private static async Task<Health> ServerAsync(string name, string host, int port, CancellationToken stop)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, stop);
            return new Health(name, $"{host}:{port}", true, "");
        }
        catch (SocketException error)
        {
            return new Health(name, $"{host}:{port}", false, error.Message);
        }
    }

    private static async Task<Health> ChainAsync(ConnectedChain chain, CancellationToken stop)
    {
        var where = $"{chain.Description.Rpc}";
        try
        {
            var latest = await chain.Rpc.GetBlockNumber(stop);
            var final = await chain.Rpc.GetHeader(BlockRef.Finalized, stop);
            return new Health(chain.Name, where, true, $"block {latest}, final {final?.Number}");
        }
        catch (RpcException error)
        {
            return new Health(chain.Name, where, false, error.Message);
        }
    }

    private static async Task<Health> ServiceAsync(string name, Uri address, CancellationToken stop)
    {
        using var client = new ServiceClient(name, address);
        try
        {
            var report = await client.ReadinessAsync(stop);
            var amiss = report?.Parts?.Where(part => part.Value != Well) ?? [];
            var detail = string.Join("; ", amiss.Select(part => $"{part.Key}: {part.Value}"));
            return new Health(name, $"{address}", report is { IsReady: true }, detail);
        }
        catch (CliException error)
        {
            return new Health(name, $"{address}", false, error.InnerException?.Message ?? error.Message);
        }
    }

    private sealed record Health(string Name, string Where, bool IsWell, string Detail);
}
