using QLStake.Contracts;
using QLStake.Localnet.Chains;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary>Three stakes, each from its transaction to where it comes to rest, and the books afterwards.</summary>
internal sealed class Demonstration(RunningLocalnet localnet, Narrator narrator, TimeProvider time)
{
    private const string Coin = "AVAX";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly ConnectedChain source = localnet.SourceChain(ChainSpec.Avalanche.Name);

    /// <summary>Whether everything went as it should.</summary>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        var cap = await SingleMintCapAsync(stop);
        IReadOnlyList<Act> acts =
        [
            new($"1.5 {Coin}, the CCIP fee paid in {Coin}", Units.Parse("1.5"), FeeCoin.Native, "MintFinalized"),
            new($"2.25 {Coin}, the CCIP fee paid in LINK", Units.Parse("2.25"), FeeCoin.Link, "MintFinalized"),
            new(
                $"{Units.Show(cap + Units.Parse("1"))} {Coin}, above the single-mint cap of {Units.Show(cap)}",
                cap + Units.Parse("1"),
                FeeCoin.Native,
                "MintHeld"
            ),
        ];
        var allWell = true;
        for (var i = 0; i < acts.Count; i++)
        {
            Narrator.Head($"Stake {i + 1} of {acts.Count}: {acts[i].Title}");
            allWell &= await PlayAsync(acts[i], stop);
        }

        Narrator.Head("The books, read from the contracts");
        return await BalanceAsync(stop) && allWell;
    }

    private async Task<bool> PlayAsync(Act act, CancellationToken stop)
    {
        using var router = new ServiceClient(
            ServiceNames.MessageRouter,
            localnet.AddressOf(ServiceNames.MessageRouter)
        );
        using var maker = new StakeMaker(source, DevelopmentAccount.Staker, time);
        narrator.Begin();
        var made = await maker.StakeAsync(act.Amount, act.Fee, DevelopmentAccount.Staker.Address, stop);
        narrator.Tell($"transaction mined in block {made.Receipt.BlockNumber} of {source.Name}, stake {made.Id}");
        var stories = new StakeStories(router, time);
        var story = await stories.FollowAsync(made.Id, Tell, Patience, stop);
        var coin = act.Fee == FeeCoin.Link ? "LINK" : Coin;
        Narrator.Note(
            $"charged {Units.Show(made.Charged)} {coin}: CCIP {Units.Show(made.CcipFee)}, execution {Units.Show(made.ExecutionFee)}"
        );
        Narrator.Note(
            story.Shares is { } shares
                ? $"{story.State}: {Units.Show(shares.Value)} qAVAX for {DevelopmentAccount.Staker.Address} on {localnet.Hub.Name}"
                : $"{story.State}: {story.Waiting.Detail} {story.Waiting.Remedy}"
        );
        if (story.State == act.End)
        {
            return true;
        }

        AnsiConsole.MarkupLineInterpolated($"[red]Expected {act.End}, found {story.State}.[/]");
        return false;
    }

    private void Tell(StoryStep step)
    {
        var where = step.Chain is { } chain ? $"{localnet.NameOf(chain)} {step.Block?.Number}" : "";
        narrator.Tell($"{step.What, -18} {where, -16} {step.Detail}");
    }

    private async Task<bool> BalanceAsync(CancellationToken stop)
    {
        var reader = new SolvencyReader(localnet.Hub);
        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("asset", "locked", "= minted", "+ received, not minted", "+ in flight", "");
        var holds = true;
        foreach (var chain in localnet.Chains.Where(chain => chain.Contracts.Satellite is not null))
        {
            foreach (var books in await reader.ReadAsync(chain, stop))
            {
                holds &= books.Holds;
                table.AddRow(
                    books.Asset == default ? $"native, {books.Chain}" : $"test dollar, {books.Chain}",
                    Units.Show(books.Locked),
                    Units.Show(books.Backing),
                    Units.Show(books.Received),
                    Units.Show(books.InFlight),
                    books.Holds ? "[green]holds[/]" : "[red]does not hold[/]"
                );
            }
        }

        AnsiConsole.Write(table);
        return holds;
    }

    private async Task<U256> SingleMintCapAsync(CancellationToken stop)
    {
        using var guard = new ServiceClient(
            ServiceNames.RateLimitGuard,
            localnet.AddressOf(ServiceNames.RateLimitGuard)
        );
        var limits = await guard.GetAsync<List<GuardLimits>>("/buckets", stop) ?? [];
        return limits.Find(limit => limit.Source == source.Selector && limit.Asset == default)?.SingleMintCap.Value
            ?? throw new CliException(
                $"The guard has no limits for native coin from {source.Name}. Give it some: QLSTAKE__GUARD__LANES__…"
            );
    }

    /// <param name="End">The state it comes to rest in.</param>
    private sealed record Act(string Title, U256 Amount, FeeCoin Fee, string End);

    private sealed record GuardLimits(ChainSelector Source, Address Asset, Assets SingleMintCap);
}
