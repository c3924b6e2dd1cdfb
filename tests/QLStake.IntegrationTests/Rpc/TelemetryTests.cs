using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

[Collection(ChainGroup.Name)]
public sealed class TelemetryTests(ChainFixture fixture)
{
    [Fact]
    public async Task Each_exchange_is_measured_by_method_host_and_outcome()
    {
        var seen = new ConcurrentQueue<Dictionary<string, object?>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument is { Meter.Name: EvmTelemetry.Name, Name: "qlstake.rpc.duration" })
                    me.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => seen.Enqueue(new(tags.ToArray())));
        listener.Start();
        await using var chain = EvmChain.Create(
            ChainFixture.Options(fixture.Url) with
            {
                Name = "measured",
            },
            TimeProvider.System
        );

        await chain.GetBlockNumber();
        await Should.ThrowAsync<CallRevertedException>(() =>
            chain.Call(new(null, Bytecode.RevertsWith([])), BlockRef.Latest)
        );

        var own = seen.Where(tags => "measured".Equals(tags["chain"])).ToList();
        own.Select(tags => (tags["rpc.method"], tags["outcome"]))
            .ShouldBe([("eth_chainId", "ok"), ("eth_blockNumber", "ok"), ("eth_call", "reverted")]);
        own.ShouldAllBe(tags => fixture.Url.Authority.Equals(tags["server.address"]));
    }

    [Fact]
    public async Task An_exchange_is_a_client_span_in_the_caller_s_trace()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == EvmTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var parent = new Activity("a stake").Start();

        await fixture.Chain.GetBlockNumber();

        var span = spans.Single(s => s.TraceId == parent.TraceId && s.OperationName == "eth_blockNumber");
        span.Kind.ShouldBe(ActivityKind.Client);
        span.GetTagItem("server.address").ShouldBe(fixture.Url.Authority);
    }
}
