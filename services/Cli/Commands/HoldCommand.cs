using System.CommandLine;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Messages;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls hold</c>: the mints the guard holds, and what the local operator decides about one of them.</summary>
internal static class HoldCommand
{
    private static readonly Argument<string> Stake = new("stakeId")
    {
        Description = "The held stake's id, or its beginning.",
    };
    private static readonly Option<string> Reason = new("--reason")
    {
        Description = "Why, 1 to 500 characters; kept with the decision.",
        Required = true,
    };

    public static Command Create()
    {
        var list = new Command("list", "Show what is held, and why.") { JsonOption.Instance };
        list.SetAction(ListAsync);
        var release = new Command("release", "Let a held mint go ahead above the limits, once it is proven.")
        {
            Stake,
            Reason,
            JsonOption.Instance,
        };
        release.SetAction((parsed, stop) => DecideAsync(HoldVerdict.Release, parsed, stop));
        var reject = new Command("reject", "Never mint it: it goes back to its refund address.")
        {
            Stake,
            Reason,
            JsonOption.Instance,
        };
        reject.SetAction((parsed, stop) => DecideAsync(HoldVerdict.Reject, parsed, stop));
        return new Command("hold", "Mints that wait for a human: list, release, reject.") { list, release, reject };
    }

    private static async Task ListAsync(ParseResult parsed, CancellationToken stop)
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var guard = Guard(localnet);
        var held = await guard.GetAsync<List<HeldMint>>("/holds", stop) ?? [];
        JsonOption.Tell(parsed, held, Print);
    }

    private static void Print(List<HeldMint> held)
    {
        if (held.Count == 0)
        {
            AnsiConsole.MarkupLine("Nothing is held.");
            return;
        }

        var table = new Table().Border(TableBorder.Simple).AddColumns("stake", "amount", "receiver", "why");
        foreach (var mint in held)
        {
            table.AddRow(
                mint.StakeId,
                mint.Item is { } item ? Markup.Escape(Units.Show(item.Asset, item.Amount)) : "",
                $"{mint.Item?.Receiver}",
                Markup.Escape(mint.Reason ?? "")
            );
        }

        AnsiConsole.Write(table);
    }

    private static async Task DecideAsync(HoldVerdict verdict, ParseResult parsed, CancellationToken stop)
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        using var guard = Guard(localnet);
        var held = await guard.GetAsync<List<HeldMint>>("/holds", stop) ?? [];
        var stake = Find(held, parsed.GetRequiredValue(Stake).Trim().ToLowerInvariant());
        var reason = parsed.GetRequiredValue(Reason);
        var at = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var hub = localnet.Hub;
        var domain = MintApproval.Domain(hub.Description.ChainId, hub.Contracts.Hub!.Value).Separator();
        var digest = new HoldDecision(verdict, new(B256.Parse(stake)), reason, at).Digest(domain);
        var signature = DevelopmentAccount.Guardian.Key.Sign(digest).ToString();
        var path = $"/mints/{stake}/{(verdict == HoldVerdict.Release ? "release" : "reject")}";
        await guard.PostAsync(path, new Decision(reason, at, signature), stop);
        JsonOption.Tell(
            parsed,
            new
            {
                stakeId = stake,
                verdict,
                by = DevelopmentAccount.Guardian.Address,
            },
            told =>
                AnsiConsole.MarkupLineInterpolated(
                    $"{(verdict == HoldVerdict.Release ? "Released" : "Rejected")} by {told.by}. Where it is: ./qls show {stake[..10]}"
                )
        );
    }

    private static ServiceClient Guard(RunningLocalnet localnet) =>
        new(ServiceNames.RateLimitGuard, localnet.AddressOf(ServiceNames.RateLimitGuard));

    private static string Find(List<HeldMint> held, string name)
    {
        var found = held.Select(mint => mint.StakeId)
            .Where(id => id.StartsWith(name, StringComparison.Ordinal))
            .ToList();
        return found.Count == 1
            ? found[0]
            : throw new CliException(
                $"Expected the beginning of one held stake's id, found {found.Count} that begin with '{name}'. See ./qls hold list"
            );
    }

    /// <param name="Id">The guard's stream of the mint.</param>
    private sealed record HeldMint(string Id, StakeItem? Item, string? Reason)
    {
        public string StakeId => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..];
    }

    private sealed record Decision(string Reason, ulong At, string Signature);
}
