using FsCheck.Xunit;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

public sealed class LogSpanTests
{
    [Fact]
    public void A_refusal_halves_and_a_run_of_answers_doubles()
    {
        var span = LogSpan.StartingAt(10_000).Refused(10_000);
        span.Blocks.ShouldBe(5_000ul);

        Answered(span, 3).Blocks.ShouldBe(5_000ul);
        Answered(span, 4).Blocks.ShouldBe(10_000ul);
    }

    [Fact]
    public void An_answer_for_less_than_the_span_teaches_nothing()
    {
        var span = LogSpan.StartingAt(100).Refused(100);

        span.Answered(3).ShouldBe(span);
    }

    [Fact]
    public void A_refusal_of_a_short_end_halves_from_there()
    {
        LogSpan.StartingAt(10_000).Refused(40).Blocks.ShouldBe(20ul);
    }

    [Fact]
    public void The_way_down_does_not_delay_the_way_up()
    {
        var span = LogSpan.StartingAt(10_000);
        while (span.Blocks > 4)
            span = span.Refused(span.Blocks);

        Answered(span, 4).Blocks.ShouldBe(span.Blocks * 2);
    }

    [Fact]
    public void A_fixed_cap_costs_ever_fewer_refusals()
    {
        var (refusals, span) = (0, LogSpan.StartingAt(10_000));
        for (var question = 0; question < 10_000; question++)
        {
            var refused = span.Blocks > 2_000;
            refusals += refused ? 1 : 0;
            span = refused ? span.Refused(span.Blocks) : span.Answered(span.Blocks);
        }

        refusals.ShouldBeLessThan(25);
        span.Blocks.ShouldBeGreaterThan(1_000ul);
    }

    [Property]
    public void It_stays_between_one_block_and_the_maximum(bool[] refusals, ushort max)
    {
        var span = LogSpan.StartingAt(max + 1ul);
        foreach (var refused in refusals)
        {
            span = refused && span.Blocks > 1 ? span.Refused(span.Blocks) : span.Answered(span.Blocks);
            span.Blocks.ShouldBeInRange(1ul, max + 1ul);
        }
    }

    private static LogSpan Answered(LogSpan span, int times)
    {
        for (var i = 0; i < times; i++)
            span = span.Answered(span.Blocks);
        return span;
    }
}
