using System.Diagnostics;
using QLStake.Contracts;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Hosting;

public sealed class StakeTraceTests : IDisposable
{
    private static readonly StakeId Stake = new(
        B256.Parse("0x00112233445566778899aabbccddeeff0123456789abcdef0000000000000001")
    );

    private readonly List<Activity> ended = [];
    private readonly ActivityListener listener;
    private readonly Activity message = new Activity("a message in hand").Start();

    public StakeTraceTests()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                if (span.TraceId == StakeTrace.TraceIdOf(Stake))
                    ended.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    [Fact]
    public void The_root_span_has_the_ids_that_every_service_knows_and_no_parent()
    {
        StakeTrace.Begin(Stake);

        var root = ended.ShouldHaveSingleItem();
        root.TraceId.ToHexString().ShouldBe("00112233445566778899aabbccddeeff");
        root.SpanId.ToHexString().ShouldBe("0123456789abcdef");
        root.Id.ShouldBe("00-00112233445566778899aabbccddeeff-0123456789abcdef-01");
        root.ParentSpanId.ShouldBe(default);
        Activity.Current.ShouldBe(message);
    }

    [Fact]
    public void A_transition_is_the_roots_child_and_links_to_its_message()
    {
        StakeTrace.Transition(Stake, "StakeLocked")!.Dispose();

        var span = ended.ShouldHaveSingleItem();
        span.ParentSpanId.ShouldBe(StakeTrace.ContextOf(Stake).SpanId);
        span.Links.ShouldHaveSingleItem().Context.SpanId.ShouldBe(message.SpanId);
    }

    [Fact]
    public void A_message_links_to_each_stake_once_and_to_no_more_than_collectors_keep()
    {
        for (var i = 0; i < 200; i++)
        {
            StakeTrace.Link(Numbered(i));
            StakeTrace.Link(Numbered(i));
        }

        message.Links.Count().ShouldBe(128);
        message.Links.Select(link => link.Context.TraceId).ShouldBeUnique();
    }

    public void Dispose()
    {
        message.Dispose();
        listener.Dispose();
    }

    private static StakeId Numbered(int number)
    {
        Span<byte> bytes = stackalloc byte[32];
        bytes[0] = bytes[16] = 1;
        bytes[15] = bytes[23] = (byte)number;
        return new(B256.FromSpan(bytes));
    }
}
