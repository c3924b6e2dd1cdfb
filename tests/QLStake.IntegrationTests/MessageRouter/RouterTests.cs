using System.Net;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.MessageRouter;

/// <summary>The router on real servers: what it asks, what it answers, and that neither a kill nor a rebuild changes it.</summary>
public sealed class RouterTests(RouterFixture router) : IClassFixture<RouterFixture>
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_stake_is_followed_from_lock_to_final_mint()
    {
        const int n = 900;
        router.Chain(Stakes.Ethereum, Stakes.Commit(n), Stakes.Arrive(n));
        router.Chain(Stakes.Avalanche, Stakes.Lock(n));
        var seen = await StateAsync(n, "RootReceived");
        seen.GetProperty("waiting").GetProperty("cause").GetString().ShouldBe("WaitingForSourceFinality");
        var then = TimeProvider.System.GetUtcNow();

        router.Chain(Stakes.Avalanche, Stakes.Final(Stakes.Avalanche, Stakes.LockHeight(n)));
        var asked = await AskedAsync<ApproveMint>(command => command.StakeId == Stakes.Id(n));
        asked.Evidence.SequenceNumber.ShouldBe(Stakes.SequenceNumber(n));

        router.Guard(Stakes.Approval(n));
        (await AskedAsync<ExecuteMint>(command => command.StakeId == Stakes.Id(n))).Approvals.Count.ShouldBe(1);
        router.Executor(Stakes.Submitted(n));
        await StateAsync(n, "MintSubmitted");
        router.Chain(Stakes.Ethereum, Stakes.Mint(n), Stakes.Final(Stakes.Ethereum, Stakes.Height(n) + 2));
        var done = await StateAsync(n, "MintFinalized");

        done.GetProperty("waiting").GetProperty("cause").GetString().ShouldBe("Done");
        done.GetProperty("traceId").GetString().ShouldBe(Stakes.Id(n).ToString()[2..34]);
        done.GetProperty("timeline").EnumerateArray().Count(step => Is(step, "MintConfirmed")).ShouldBe(1);
        (await FoundAsync($"{Stakes.SequenceNumber(n)}")).ShouldBe([Stakes.Id(n).ToString()]);
        var past = await router.GetAsync(
            $"/stakes/{Stakes.Id(n)}/at/{then:O}".Replace("+00:00", "Z", StringComparison.Ordinal)
        );
        past.GetProperty("state").GetString().ShouldBe("RootReceived");
        var metrics = await router.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        metrics.ShouldContain("qlstake_lane_latency_seconds_count");
        metrics.ShouldContain("step=\"MintFinalized\"");
    }

    [Theory]
    [InlineData("stake id")]
    [InlineData("message id")]
    [InlineData("receiver")]
    [InlineData("transaction")]
    public async Task A_stake_is_found_by(string name)
    {
        const int n = 10;
        router.Chain(Stakes.Avalanche, Stakes.Lock(n));
        await StateAsync(n, "MessageSent");
        var value = name switch
        {
            "stake id" => Stakes.Id(n).ToString(),
            "message id" => Stakes.Message(n).ToString(),
            "receiver" => Stakes.Receiver(n).ToString(),
            _ => Stakes.LockTx(n).ToString(),
        };

        (await FoundAsync(value)).ShouldBe([Stakes.Id(n).ToString()]);
    }

    [Fact]
    public async Task An_unanswered_command_is_said_again_after_a_kill_too()
    {
        const int n = 20;
        router.Chain(Stakes.Avalanche, Stakes.Lock(n), Stakes.Final(Stakes.Avalanche, Stakes.LockHeight(n)));
        router.Chain(Stakes.Ethereum, Stakes.Commit(n), Stakes.Arrive(n));
        await AskedAsync<ApproveMint>(command => command.StakeId == Stakes.Id(n));
        await router.KillAsync();
        await router.StartAsync();

        await Eventually.HoldsAsync(
            router.CommandsAsync<ApproveMint>,
            commands => commands.Count(command => command.StakeId == Stakes.Id(n) && command.Round == 1) >= 2,
            Soon,
            "the guards are asked again, in the same round"
        );
    }

    [Fact]
    public async Task A_reorg_and_a_list_of_news_in_one_transaction_end_where_news_one_by_one_would()
    {
        const int n = 30;
        var arrival = Stakes.Arrive(n);
        router.Chain(
            Stakes.Ethereum,
            Stakes.Commit(n),
            arrival,
            Stakes.Orphan(arrival),
            arrival,
            Stakes.Orphan(Stakes.Commit(n))
        );
        router.Chain(
            Stakes.Avalanche,
            Stakes.Lock(n),
            Stakes.Orphan(Stakes.Lock(n)),
            Stakes.Lock(n),
            Stakes.Final(Stakes.Avalanche, Stakes.LockHeight(n))
        );

        await AskedAsync<ApproveMint>(command => command.StakeId == Stakes.Id(n));
        await StateAsync(n, "RootReceived");
    }

    [Fact]
    public async Task The_list_goes_on_behind_its_cursor_and_rows_rebuilt_from_the_streams_equal_the_live_ones()
    {
        for (var n = 40; n < 52; n++)
            router.Chain(Stakes.Avalanche, Stakes.Lock(n));
        await StateAsync(51, "MessageSent");
        var before = await ListAsync(5);
        before.Select(stake => stake.GetProperty("cursor").GetString()).ShouldBeUnique();
        before.Count.ShouldBeGreaterThanOrEqualTo(12);

        // Stakes of other tests still move, each at a moment of its own.
        await Eventually.HoldsAsync(
            async () =>
            {
                var live = Texts(await ListAsync(5)).ToList();
                await Admin.RebuildAsync(router.Http);
                return (Live: live, Rebuilt: Texts(await ListAsync(5)).ToList());
            },
            rows => rows.Rebuilt.SequenceEqual(rows.Live),
            Soon,
            "the rebuilt rows say what the live ones said"
        );
        (await FoundAsync(Stakes.Message(45).ToString())).ShouldBe([Stakes.Id(45).ToString()]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer another-token-than-the-right-one")]
    [InlineData("Basic the-token-of-these-tests")]
    public async Task Who_does_not_show_the_token_rebuilds_nothing(string? shown)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/admin/rebuild", UriKind.Relative));
        if (shown is not null)
            request.Headers.TryAddWithoutValidation("Authorization", shown);

        using var response = await router.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await response.Content.ReadAsStringAsync()).ShouldContain("QLStake:AdminToken");
    }

    [Fact]
    public async Task What_is_no_stake_id_is_refused_with_a_remedy()
    {
        var error = await Should.ThrowAsync<HttpRequestException>(() => router.GetAsync("/stakes/17"));
        error.Message.ShouldContain("Search by other ids with /stakes?search=");
    }

    private Task<JsonElement> StateAsync(int n, string state) =>
        Eventually.HoldsAsync(
            async () => await FindAsync(n),
            stake => stake.ValueKind == JsonValueKind.Object && stake.GetProperty("state").GetString() == state,
            Soon,
            $"stake {n} is in state {state}"
        );

    private async Task<JsonElement> FindAsync(int n)
    {
        using var response = await router.Http.GetAsync(new Uri($"/stakes/{Stakes.Id(n)}", UriKind.Relative));
        return response.IsSuccessStatusCode
            ? JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync())
            : default;
    }

    private async Task<TCommand> AskedAsync<TCommand>(Func<TCommand, bool> about) =>
        (
            await Eventually.HoldsAsync(
                router.CommandsAsync<TCommand>,
                commands => commands.Any(about),
                Soon,
                $"{typeof(TCommand).Name} leaves"
            )
        ).First(about);

    private async Task<string?[]> FoundAsync(string search)
    {
        var page = await router.GetAsync($"/stakes?search={search}");
        return
        [
            .. page.GetProperty("stakes").EnumerateArray().Select(stake => stake.GetProperty("stakeId").GetString()),
        ];
    }

    private async Task<List<JsonElement>> ListAsync(int limit)
    {
        var (stakes, after) = (new List<JsonElement>(), "");
        while (true)
        {
            var page = await router.GetAsync($"/stakes?limit={limit}&after={Uri.EscapeDataString(after)}");
            stakes.AddRange(page.GetProperty("stakes").EnumerateArray());
            if (!page.TryGetProperty("next", out var next))
                return stakes;
            after = next.GetString()!;
        }
    }

    private static IEnumerable<string> Texts(IEnumerable<JsonElement> stakes) =>
        stakes.Select(stake => stake.GetRawText());

    private static bool Is(JsonElement step, string what) => step.GetProperty("what").GetString() == what;
}
