using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Audit;

/// <summary>What was written down is read back, compared, and found where it was touched.</summary>
[Collection(JourneyTests.Name)]
public sealed class AuditTests(JourneyFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private string Instance => Path.GetFileName(Folder);

    private string Folder => Path.GetDirectoryName(journey.Network.NetworkFile)!;

    [Fact]
    public async Task A_stake_is_replayed_step_by_step_to_any_version_by_what_each_service_wrote()
    {
        var stake = await MintedAsync();

        var now = await ReplayAsync($"{stake.Id}");
        var then = await ReplayAsync($"{stake.Id}", "--at", "2");

        var steps = now.GetProperty("steps").EnumerateArray().ToList();
        steps
            .Select(step => StakeObserver.Text(step, "service"))
            .Distinct()
            .Order()
            .ShouldBe([
                ServiceNames.FeeAccounting,
                ServiceNames.MessageRouter,
                ServiceNames.MintExecutor,
                ServiceNames.RateLimitGuard,
            ]);
        steps.Select(step => step.GetProperty("at").GetDateTimeOffset()).ShouldBeInOrder();
        var types = steps.Select(step => StakeObserver.Text(step, "type")).ToList();
        types.ShouldContain("guard.mint-approved.v1");
        types.ShouldContain("executor.batch-sent.v1");
        types.ShouldContain("fees.block-journaled.v1");
        StakeObserver.Text(now.GetProperty("then"), "state").ShouldBe("MintFinalized");
        StakeObserver.Text(then.GetProperty("then"), "state").ShouldNotBe("MintFinalized");
        // The past is the beginning of the present.
        var earlier = then.GetProperty("steps").EnumerateArray().Select(Place).ToList();
        earlier.Count.ShouldBeInRange(2, steps.Count - 1);
        earlier.Except(steps.Select(Place)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_byte_of_one_event_is_found_and_named()
    {
        var stake = await MintedAsync();
        await NotarisedAsync(ServiceNames.RateLimitGuard);
        var copies = new CopiedDatabases(journey.Network.Postgres);
        await copies.CopyAsync(Path.Combine(Folder, "notary"), Path.Combine(Folder, "published"));
        var policy = await PolicyAsync();

        var (clean, before) = await AuditAsync(copies, policy);
        before.GetProperty("findings").EnumerateArray().ShouldBeEmpty();
        clean.ShouldBe(0);
        foreach (var check in before.GetProperty("checks").EnumerateArray())
            check.GetProperty("examined").GetInt64().ShouldBeGreaterThan(0, check.GetRawText());

        var sequence = await copies.ExecuteAsync(
            ServiceNames.RateLimitGuard,
            $"""
            update mt_events set data = jsonb_set(data, '{"{expires}"}', to_jsonb((data->>'expires')::bigint + 1))
            where stream_id = 'mint-{stake.Id}' and type = 'guard.mint-approved.v1' returning seq_id
            """
        );
        var (code, after) = await AuditAsync(copies, policy);

        code.ShouldBe(1);
        var findings = after.GetProperty("findings").EnumerateArray().ToList();
        // The chain says that it was touched; the signature and the policy say what was.
        findings.Select(finding => StakeObserver.Text(finding, "check")).Distinct().ShouldBe(["events", "approvals"]);
        foreach (var finding in findings)
        {
            StakeObserver.Text(finding, "service").ShouldBe(ServiceNames.RateLimitGuard);
            finding.GetProperty("sequence").GetInt64().ShouldBe((long)sequence!);
            StakeObserver.Text(finding, "stream").ShouldBe($"mint-{stake.Id}");
        }
    }

    private async Task<SentStake> MintedAsync()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        return stake;
    }

    private async Task<JsonElement> ReplayAsync(params string[] arguments)
    {
        var ended = await CommandLine.QlsAsync(Instance, ["replay", .. arguments, "--json"]);
        ended.Code.ShouldBe(0, ended.Errors);
        return JsonSerializer.Deserialize<JsonElement>(ended.Output);
    }

    private async Task<(int Code, JsonElement Report)> AuditAsync(CopiedDatabases copies, string policy)
    {
        var ended = await CommandLine.QlsAsync(
            Instance,
            [
                "audit",
                "--postgres",
                copies.Template,
                "--network",
                journey.Network.NetworkFile,
                "--notary",
                Path.Combine(Folder, "published"),
                "--policy",
                policy,
                "--json",
            ]
        );
        ended.Output.ShouldStartWith("{", customMessage: ended.Errors);
        return (ended.Code, JsonSerializer.Deserialize<JsonElement>(ended.Output));
    }

    private async Task<string> PolicyAsync()
    {
        using var http = new HttpClient { BaseAddress = Address(ServiceNames.RateLimitGuard) };
        var file = Path.Combine(Folder, "policy.json");
        await File.WriteAllTextAsync(file, await http.GetStringAsync(new Uri("/policy", UriKind.Relative)));
        return file;
    }

    private async Task NotarisedAsync(string service)
    {
        await using var database = NpgsqlDataSource.Create(
            journey.Network.Postgres.ConnectionString(service.Replace('-', '_'))
        );
        await using var command = database.CreateCommand("select max(seq_id) from mt_events");
        var newest = (long)(await command.ExecuteScalarAsync())!;
        using var http = new HttpClient { BaseAddress = Address(service) };
        await Eventually.HoldsAsync(
            () => http.GetFromJsonAsync<JsonElement>(new Uri("/notary", UriKind.Relative)),
            word => word.TryGetProperty("head", out var head) && head.GetProperty("sequence").GetInt64() >= newest,
            TimeSpan.FromSeconds(10),
            $"event {newest} is notarised"
        );
    }

    private Uri Address(string service) => journey.Network.Services[service].Address;

    private static (string, string, long) Place(JsonElement step) =>
        (
            StakeObserver.Text(step, "service"),
            StakeObserver.Text(step, "stream"),
            step.GetProperty("version").GetInt64()
        );
}
