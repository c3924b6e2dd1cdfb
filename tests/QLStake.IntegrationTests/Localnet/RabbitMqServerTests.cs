using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class RabbitMqServerTests : IAsyncLifetime
{
    private readonly TestInstance instance = new("rabbitmq-tests");
    private RabbitMqServer rabbitMq = null!;
    private HttpClient management = null!;

    public async Task InitializeAsync()
    {
        rabbitMq = await TestServers.RabbitMqAsync(instance.Folder);
        management = new HttpClient { BaseAddress = rabbitMq.ManagementUri };
        management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String("guest:guest"u8)
        );
    }

    public async Task DisposeAsync()
    {
        management.Dispose();
        await rabbitMq.DisposeAsync();
        instance.Dispose();
    }

    [Fact]
    public async Task A_durable_queue_survives_a_restart_but_not_a_wipe()
    {
        var queue = new Uri("api/queues/%2F/kept", UriKind.Relative);
        var declared = await management.PutAsJsonAsync(
            queue,
            new { durable = true, arguments = new Dictionary<string, string> { ["x-queue-type"] = "quorum" } }
        );
        declared.StatusCode.ShouldBe(HttpStatusCode.Created);

        await rabbitMq.RestartAsync();
        (await management.GetAsync(queue)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await rabbitMq.WipeAsync();
        (await management.GetAsync(queue)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
