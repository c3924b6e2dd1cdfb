using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Services;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>On what terms a batch is sent, changed by an operator in the executor's settings file while it runs.</summary>
[Collection(AloneTests.Name)]
public sealed class FlushTests : IAsyncLifetime
{
    private const string Batching = "QLSTAKE:EXECUTOR:BATCHING";
    private static readonly U256 Amount = U256.Parse("10000000000000000");
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    private readonly AloneFixture journey;
    private readonly ServiceProcess executor;
    private readonly string file;
    private readonly string before;

    public FlushTests(AloneFixture journey)
    {
        this.journey = journey;
        executor = journey.Network.Services[ServiceNames.MintExecutor];
        file = Path.Combine(
            Path.GetDirectoryName(journey.Network.NetworkFile)!,
            "settings",
            $"{ServiceNames.MintExecutor}.json"
        );
        before = File.ReadAllText(file);
    }

    [Fact]
    public async Task A_batch_leaves_long_before_its_time_when_that_is_cheap_enough()
    {
        await SetAsync(("MAXWAIT", "01:00:00"), ("CHEAPBELOW", "1000000000000000000"));

        var stake = await journey.Avalanche.QueueAsync(Amount, journey.Receiver);

        await journey.Stakes.ReachesAsync(stake, "MintConfirmed", "MintFinalized");
        (await LastFlushAsync()).GetProperty("reason").GetString().ShouldBe("CheapEnough");
    }

    [Fact]
    public async Task A_batch_that_costs_more_than_may_be_spent_waits_says_so_and_leaves_once_more_may_be()
    {
        await SetAsync(("MAXWAIT", "00:00:01"), ("MAXTOPUP", "1"));
        var stake = await journey.Avalanche.QueueAsync(Amount, journey.Receiver);
        using var http = new HttpClient { BaseAddress = executor.Address };
        await Eventually.HoldsAsync(
            () => http.GetStringAsync(new Uri("/health/ready", UriKind.Relative)),
            said =>
                said.Contains("at most 1 may be spent (QLStake:Executor:Batching:MaxTopUp)", StringComparison.Ordinal),
            Soon,
            "the executor says which setting keeps the batch"
        );

        await SetAsync(("MAXWAIT", "00:00:01"));

        await journey.Stakes.ReachesAsync(stake, "MintConfirmed", "MintFinalized");
        (await LastFlushAsync()).GetProperty("reason").GetString().ShouldBe("Deadline");
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => WriteAsync(before);

    /// <summary>What was there in the beginning, with these settings changed.</summary>
    private Task SetAsync(params (string Name, string Value)[] settings)
    {
        var changed = JsonNode.Parse(before)!.AsObject();
        foreach (var (name, value) in settings)
            changed[$"{Batching}:{name}"] = value;
        return WriteAsync(changed.ToJsonString());
    }

    private async Task WriteAsync(string text)
    {
        if (text == await File.ReadAllTextAsync(file))
            return;
        var begun = Beginnings();
        await File.WriteAllTextAsync(file + ".new", text);
        File.Move(file + ".new", file, overwrite: true);
        await Eventually.HoldsAsync(
            async () => (Beginnings(), await executor.IsReadyAsync()),
            seen => seen.Item1 == begun + 1 && seen.Item2,
            Soon,
            "the executor has taken the settings up"
        );
    }

    private int Beginnings() => File.ReadAllText(executor.LogFile).Split("begins anew").Length - 1;

    private async Task<JsonElement> LastFlushAsync()
    {
        using var http = new HttpClient { BaseAddress = executor.Address };
        var page = await http.GetStringAsync(new Uri("/flushes?limit=1", UriKind.Relative));
        return JsonSerializer.Deserialize<JsonElement>(page).GetProperty("flushes")[0].GetProperty("flush");
    }
}
