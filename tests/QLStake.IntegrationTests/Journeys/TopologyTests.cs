using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>The broker's own word on what the running services declared.</summary>
[Collection(JourneyTests.Name)]
public sealed class TopologyTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly HttpClient _management;

    public TopologyTests(JourneyFixture journey)
    {
        _management = new HttpClient { BaseAddress = journey.Network.RabbitMq.ManagementUri };
        var guest = Convert.ToBase64String("guest:guest"u8);
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", guest);
    }

    [Theory]
    [InlineData(ServiceNames.MessageRouter)]
    [InlineData(ServiceNames.RateLimitGuard)]
    [InlineData(ServiceNames.MintExecutor)]
    [InlineData(ServiceNames.FeeAccounting)]
    public async Task An_inbox_is_a_durable_quorum_queue_whose_deliveries_are_limited_and_whose_dead_are_kept(
        string service
    )
    {
        var inbox = await QueueAsync(Topology.Inbox(service));

        inbox.GetProperty("type").GetString().ShouldBe("quorum");
        inbox.GetProperty("durable").GetBoolean().ShouldBeTrue();
        inbox.GetProperty("auto_delete").GetBoolean().ShouldBeFalse();
        var arguments = inbox.GetProperty("arguments");
        arguments.GetProperty("x-delivery-limit").GetInt32().ShouldBe(Topology.DeliveryLimit);
        arguments.GetProperty("x-dead-letter-exchange").GetString().ShouldBe(Topology.DeadLetters);
        (await QueueAsync(Topology.DeadLetters)).GetProperty("durable").GetBoolean().ShouldBeTrue();
    }

    public void Dispose() => _management.Dispose();

    /// <summary>A broker that was wiped by a neighbour's test has them again within seconds.</summary>
    private async Task<JsonElement> QueueAsync(string name)
    {
        var found = await Eventually.HoldsAsync(
            () => FindAsync(name),
            queue => queue is { } known && known.TryGetProperty("type", out _),
            Soon,
            $"the broker knows {name}"
        );
        return found!.Value;
    }

    private async Task<JsonElement?> FindAsync(string queue)
    {
        using var answer = await _management.GetAsync(new Uri($"api/queues/%2F/{queue}", UriKind.Relative));
        return answer.StatusCode == HttpStatusCode.NotFound
            ? null
            : await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
