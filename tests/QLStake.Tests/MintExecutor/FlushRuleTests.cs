using FsCheck;
using FsCheck.Xunit;
using QLStake.Contracts;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class FlushRuleTests
{
    private const uint FlushGas = 203_000;
    private static readonly FlushTerms Terms = new(TimeSpan.FromMinutes(10), 1_000, new(50UL), new(1_000UL));
    private static readonly FlushQuote Dear = new(new(700UL), new(200UL), new(0UL));

    [Fact]
    public void A_batch_waits_for_company_until_its_deadline() =>
        Decide(count: 3, after: TimeSpan.FromMinutes(9)).ShouldBe(new FlushDecision.Wait(Now.AddMinutes(10), null));

    [Fact]
    public void The_promised_time_is_kept() =>
        Decide(count: 1, after: TimeSpan.FromMinutes(10)).ShouldBe(new FlushDecision.Flush(FlushReason.Deadline));

    [Fact]
    public void A_full_batch_does_not_wait() =>
        Decide(count: 1_000, after: TimeSpan.Zero).ShouldBe(new FlushDecision.Flush(FlushReason.Full));

    [Fact]
    public void A_batch_leaves_early_where_its_leaves_go_cheaply() =>
        Decide(count: 15, after: TimeSpan.Zero).ShouldBe(new FlushDecision.Flush(FlushReason.CheapEnough));

    [Fact]
    public void Gas_counts_towards_what_is_cheap() =>
        FlushRule.Decide(Batch(15), Dear with { BaseFee = new(1UL) }, Terms, Now).ShouldBeOfType<FlushDecision.Wait>();

    [Fact]
    public void Without_a_price_that_is_cheap_nothing_leaves_early() =>
        FlushRule
            .Decide(Batch(999), Dear, Terms with { CheapBelow = null }, Now)
            .ShouldBe(new FlushDecision.Wait(Now.AddMinutes(10), null));

    [Fact]
    public void Above_what_may_be_spent_it_waits_in_silence_until_the_deadline_and_then_says_so()
    {
        var dear = Dear with { ToPay = new(1_001UL) };

        FlushRule.Decide(Batch(1_000), dear, Terms, Now).ShouldBe(new FlushDecision.Wait(Now.AddMinutes(10), null));
        FlushRule
            .Decide(Batch(3), dear, Terms, Now.AddMinutes(10))
            .ShouldBeOfType<FlushDecision.Wait>()
            .Complaint.ShouldNotBeNull()
            .ShouldContain("1001 wei, at most 1000");
    }

    [Fact]
    public void An_empty_batch_is_never_sent() =>
        Decide(count: 0, after: TimeSpan.FromDays(1)).ShouldBeOfType<FlushDecision.Wait>();

    [Property]
    public void Whatever_is_sent_was_full_due_or_cheap_and_within_its_means(
        ushort count,
        uint fee,
        uint toPay,
        ushort baseFee,
        uint seconds
    )
    {
        var quote = new FlushQuote(new((ulong)fee), new((ulong)toPay), new((ulong)baseFee));
        var (batch, now) = (Batch(count), Now.AddSeconds(seconds));
        if (FlushRule.Decide(batch, quote, Terms, now) is not FlushDecision.Flush flush)
            return;
        quote.ToPay.Value.ShouldBeLessThanOrEqualTo(Terms.MaxTopUp.Value);
        (
            flush.Reason switch
            {
                FlushReason.Full => count >= Terms.FullAt,
                FlushReason.Deadline => now >= batch.OpenedAt + Terms.MaxWait,
                _ => (fee + (ulong)baseFee * FlushGas) < 50UL * count,
            }
        ).ShouldBeTrue();
    }

    [Theory]
    [InlineData(690, 700, 10, 620)]
    [InlineData(690, 701, 10, 619)]
    [InlineData(50, 700, 10, 0)]
    public void What_a_stake_saves_is_rounded_down_and_never_less_than_nothing(
        ulong direct,
        ulong fee,
        uint count,
        ulong saved
    ) => FlushRule.SavedPerStakeDown(new(direct), new(fee), count).ShouldBe(new Wei(saved));

    [Fact]
    public void A_batch_is_decided_on_once()
    {
        var decided = ExecutorSamples.Events.OfType<FlushDecided>().Single();
        var line = FlushLine.Initial.Apply(decided);

        FlushLine.Initial.HasDecided(decided.Generation).ShouldBeFalse();
        line.HasDecided(decided.Generation).ShouldBeTrue();
        line.HasDecided(decided.Generation + 1).ShouldBeFalse();
    }

    private static FlushDecision Decide(uint count, TimeSpan after) =>
        FlushRule.Decide(Batch(count), Dear, Terms, Now + after);

    private static OpenBatch Batch(uint count) => new(3, count, Now, new((ulong)count));
}
