using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;
using OpenTelemetry.Trace;
using QLStake.Contracts;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Observability;

public sealed class SamplingTests
{
    private static readonly StakeId Stake = new(
        B256.Parse("0x00112233445566778899aabbccddeeff0123456789abcdef00000000000000aa")
    );

    [Fact]
    public void A_stakes_trace_is_kept_whole_even_where_nothing_else_is()
    {
        var kept = Traced(0);

        kept.ShouldBe(["stake", "MintHeld"], ignoreOrder: true);
    }

    [Fact]
    public void Messages_are_kept_where_the_ratio_says_so() =>
        Traced(1).ShouldBe(["stake", "MintHeld", "a message"], ignoreOrder: true);

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("half")]
    public void A_ratio_that_is_none_is_refused_by_name(string text)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("QLStake:TraceRatio", text)]).Build();

        Should.Throw<ConfigurationException>(() => Sampling.Read(settings)).Message.ShouldContain("QLStake:TraceRatio");
    }

    private static IEnumerable<string> Traced(double ratio)
    {
        var kept = new List<Activity>();
        using (
            Sdk.CreateTracerProviderBuilder()
                .AddSource(Telemetry.Name)
                .SetSampler(Sampling.OfTheRest(ratio))
                .AddProcessor(new Keeper(kept))
                .Build()
        )
        {
            StakeTrace.Begin(Stake);
            using (Telemetry.Source.StartActivity("a message", ActivityKind.Consumer))
                StakeTrace.Transition(Stake, "MintHeld")?.Dispose();
        }
        return kept.Where(span => span.TraceId == StakeTrace.TraceIdOf(Stake) || span.OperationName == "a message")
            .Select(span => span.OperationName);
    }

    private sealed class Keeper(List<Activity> kept) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            lock (kept)
                kept.Add(data);
        }
    }
}
