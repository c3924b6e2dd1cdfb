using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Tracing;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>A provider's key stands in its address.</summary>
[Collection(BadInputTests.Name)]
public sealed class SecretTests(BadInputFixture fixture)
{
    [Fact]
    public async Task A_providers_key_is_in_no_trace_no_metric_and_no_log()
    {
        await using var collector = await Collector.StartAsync();
        var watcher = await fixture.PreparedAsync(ServiceNames.ChainWatcher);
        fixture.Endpoint.Url.AbsolutePath.ShouldContain("secret-key");
        collector.Watch(watcher);
        var silence = new FileInfo(watcher.LogFile) is { Exists: true } log ? log.Length : 0;

        await watcher.StartAsync();
        fixture.Endpoint.Fault = passing => passing.Status(500);
        await fixture.SaysAsync(watcher, "avalanche (QLStake:Chains:0:Rpc) cannot be read:");
        fixture.Endpoint.Fault = null;
        await fixture.UntilReadyAsync(watcher);

        var host = $"http://{fixture.Endpoint.Url.Authority}/";
        await Eventually.HoldsAsync(
            () => Task.FromResult(collector.Spans),
            spans => spans.Any(span => span.Tags.GetValueOrDefault("url.full") == host),
            BadInputFixture.Soon,
            "the endpoint's host is traced"
        );
        collector.Spans.SelectMany(span => span.Tags.Values).ShouldAllBe(value => !value.Contains("secret-key"));
        (await fixture.MetricsAsync(watcher)).ShouldNotContain("secret-key");
        (await File.ReadAllTextAsync(watcher.LogFile))[(int)silence..].ShouldNotContain("secret-key");
    }
}
