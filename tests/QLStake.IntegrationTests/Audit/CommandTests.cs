using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Audit;

/// <summary>What a terminal shows: exit codes, and one clear line where something is wrong.</summary>
[Collection(JourneyTests.Name)]
public sealed class CommandTests(JourneyFixture journey)
{
    private string Instance => Path.GetFileName(Path.GetDirectoryName(journey.Network.NetworkFile)!);

    [Theory]
    [InlineData("show 0xdeadbeef", "No stake is known by '0xdeadbeef'")]
    [InlineData(
        "stake --amount 1,5",
        "Expected an amount above zero such as 1.5, with at most 18 decimals, found '1,5'"
    )]
    [InlineData("stake --amount 1 --receiver 0x12", "--receiver: expected an address")]
    [InlineData("stake --amount 1 --chain moon", "Expected a chain with a satellite")]
    [InlineData("transfer --amount 1 --from ethereum --to ethereum", "Expected two chains, found ethereum twice")]
    [InlineData("transfer --amount 1000000000", "Send no more, or stake first")]
    [InlineData("inbox list nobody", "Expected a service")]
    [InlineData("fees reconcile --url moon", "--url: expected an address")]
    public async Task Wrong_input_ends_with_1_and_one_line_that_says_what_was_expected(string line, string expected)
    {
        var ended = await CommandLine.QlsAsync(Instance, line.Split(' '));

        ended.Code.ShouldBe(1, ended.Output);
        var said = ended.Errors.TrimEnd().Split('\n').ShouldHaveSingleItem();
        said.ShouldStartWith("qls: ");
        said.ShouldContain(expected);
    }

    [Fact]
    public async Task Nothing_up_ends_with_1_and_says_how_to_start_it()
    {
        var ended = await CommandLine.QlsAsync("nowhere", "status");

        ended.Code.ShouldBe(1, ended.Output);
        ended.Errors.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("./qls up");
    }

    [Fact]
    public async Task A_stake_made_at_the_terminal_is_shown_there_when_it_is_minted()
    {
        var made = await CommandLine.QlsAsync(
            Instance,
            "stake",
            "--amount",
            "1.5",
            "--receiver",
            $"{journey.Receiver}"
        );
        made.Code.ShouldBe(0, made.Errors);
        var id = StakeId.Of(B256.Parse(made.Output.Split('\n')[0].Trim()));
        await journey.Stakes.ReachesAsync(id, "MintFinalized");

        var shown = await CommandLine.QlsAsync(Instance, "show", $"{id}"[..12]);

        shown.Code.ShouldBe(0, shown.Errors);
        shown.Output.ShouldContain($"{id}");
        shown.Output.ShouldContain("MintFinalized");
        shown.Output.ShouldContain("1.5 native coin");
        shown.Output.ShouldContain("avalanche to ethereum");
    }

    [Theory]
    [InlineData("status", "[0].name", "PostgreSQL")]
    [InlineData("hold list", "", "[")]
    [InlineData("stake --amount 0.5", "stakeId", "0x")]
    [InlineData("stake --amount 0.5 --fee link", "paidIn", "Link")]
    public async Task A_program_gets_one_document_and_nothing_else(string line, string member, string expected)
    {
        await journey.Network.Services[ServiceSpec.ConsoleName].StartAsync();

        var ended = await CommandLine.QlsAsync(Instance, [.. line.Split(' '), "--json"]);

        ended.Code.ShouldBe(0, ended.Errors);
        ended.Errors.ShouldBeEmpty();
        using var told = JsonDocument.Parse(ended.Output);
        Member(told.RootElement, member).ShouldStartWith(expected);
    }

    [Fact]
    public async Task Shares_are_sent_on_and_redeemed_for_a_program_too()
    {
        var stake = await journey.Avax.StakeAsync(
            default,
            2_000_000_000_000_000_000UL,
            DevelopmentAccount.Staker.Address
        );
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");

        var sent = await CommandLine.QlsAsync(Instance, "transfer", "--amount", "1", "--json");
        var redeemed = await CommandLine.QlsAsync(Instance, "redeem", "--amount", "1", "--json");

        sent.Code.ShouldBe(0, sent.Errors);
        redeemed.Code.ShouldBe(0, redeemed.Errors);
        using var transfer = JsonDocument.Parse(sent.Output);
        using var release = JsonDocument.Parse(redeemed.Output);
        Member(transfer.RootElement, "shares").ShouldBe("1000000000000000000");
        Member(release.RootElement, "amount").ShouldBe("1000000000000000000");
        Member(release.RootElement, "releaseId").ShouldStartWith("0x");
    }

    /// <param name="path">A member's name, of the first element perhaps; nothing for the whole.</param>
    private static string Member(JsonElement told, string path) =>
        path.Length == 0 ? told.GetRawText()
        : path.StartsWith("[0].", StringComparison.Ordinal) ? Member(told[0], path[4..])
        : told.GetProperty(path).ToString();

    [Fact]
    public async Task The_inbox_tells_how_far_each_log_was_read()
    {
        var router = journey.Network.Services[ServiceNames.MessageRouter].Address;
        var ended = await CommandLine.RunAsync(
            "dotnet",
            [
                Repository.Find().Built("services/Cli", "QLStake.Cli"),
                "inbox",
                "list",
                ServiceNames.MessageRouter,
                "--url",
                $"{router}",
            ],
            ("QLSTAKE__ADMINTOKEN", Admin.Token)
        );

        ended.Code.ShouldBe(0, ended.Errors);
        ended.Output.ShouldContain($"{ServiceNames.ChainWatcher}/{journey.Avalanche.Spec.Selector}");
        ended.Output.ShouldContain(ServiceNames.RateLimitGuard);
    }
}
