using System.CommandLine;
using QLStake.Contracts;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls fees</c>: the books. <c>reconcile</c> ends with 1 where they differ from a chain, or from themselves.</summary>
internal static class FeesCommand
{
    private static readonly Option<string?> Chain = new("--chain")
    {
        Description = "One chain, by name or CCIP selector.",
    };
    private static readonly Option<ulong?> Height = new("--height")
    {
        Description = "A final block of that chain; otherwise its last one.",
    };
    private static readonly Option<string?> Url = UrlOption.Create(
        $"Fee-accounting's address, elsewhere than in this localnet; its token is taken from {AdminToken.Variable}."
    );

    public static Command Create()
    {
        var reconcile = new Command("reconcile", "Compare the books with the chains, to the wei.")
        {
            Chain,
            Height,
            Url,
            JsonOption.Instance,
        };
        reconcile.SetAction(ReconcileAsync);
        return new Command("fees", "The books of fees and funds: reconcile.") { reconcile };
    }

    private static async Task<int> ReconcileAsync(ParseResult parsed, CancellationToken stop)
    {
        if (UrlOption.Read(parsed.GetValue(Url)) is { } url)
        {
            using var remote = new ServiceClient(ServiceNames.FeeAccounting, url, AdminToken.Remote);
            return await ReconcileAsync(remote, parsed, stop);
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var local = new ServiceClient(
            ServiceNames.FeeAccounting,
            localnet.AddressOf(ServiceNames.FeeAccounting),
            AdminToken.Local
        );
        return await ReconcileAsync(local, parsed, stop);
    }

    private static async Task<int> ReconcileAsync(ServiceClient fees, ParseResult parsed, CancellationToken stop)
    {
        var (chain, height) = (parsed.GetValue(Chain), parsed.GetValue(Height));
        var query = string.Join(
            '&',
            new[]
            {
                chain is null ? null : $"chain={Uri.EscapeDataString(chain)}",
                height is null ? null : $"height={height}",
            }.OfType<string>()
        );
        var found = await fees.AskAsync<List<Comparison>>($"/admin/reconcile?{query}", stop);
        JsonOption.Tell(parsed, found, all => all.ForEach(Show));
        return found.TrueForAll(compared => compared.Agrees) ? 0 : 1;
    }

    private static void Show(Comparison compared)
    {
        AnsiConsole.MarkupLineInterpolated($"[bold]{compared.Chain}[/] at block {compared.Height.Number}");
        var table = new Table().Border(TableBorder.Simple).AddColumns("what", "token", "books", "chain", "difference");
        foreach (var check in compared.Checks)
            table.AddRow(
                Markup.Escape(check.What),
                check.Token == Zero ? "native" : check.Token,
                check.Books,
                check.Chain,
                check.Difference == "0" ? "[green]none[/]" : $"[red]{check.Difference}[/]"
            );
        AnsiConsole.Write(table);
        foreach (var candidate in compared.Checks.SelectMany(check => check.Candidates))
            AnsiConsole.MarkupLineInterpolated($"  {candidate}");
        foreach (var flaw in compared.Flaws)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"[red]{flaw.Ledger} {flaw.Account}: the ledger says {flaw.Balance}, its postings add up to {flaw.Postings}[/]"
            );
            foreach (var candidate in flaw.Candidates)
                AnsiConsole.MarkupLineInterpolated($"  {candidate}");
        }
    }

    private const string Zero = "0x0000000000000000000000000000000000000000";

    private sealed record Comparison(
        string Chain,
        Block Height,
        bool Agrees,
        IReadOnlyList<Compared> Checks,
        IReadOnlyList<Flaw> Flaws
    );

    private sealed record Block(ulong Number);

    private sealed record Compared(
        string What,
        string Token,
        string Books,
        string Chain,
        string Difference,
        IReadOnlyList<string> Candidates
    );

    private sealed record Flaw(
        string Ledger,
        string Account,
        string Balance,
        string Postings,
        IReadOnlyList<string> Candidates
    );
}
