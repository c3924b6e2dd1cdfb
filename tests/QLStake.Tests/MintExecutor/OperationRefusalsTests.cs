using QLStake.Evm;
using QLStake.MintExecutor;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class OperationRefusalsTests
{
    private const ulong Second = 1_800_000_000;
    private static readonly ChainClock Clock = new(Now, Now);

    [Fact]
    public void What_is_done_already_is_no_failure()
    {
        Hub(new QLStakeHub.LeafConsumedError(Hash(1)).Encode()).ShouldBeOfType<Outcome.Consumed>();
        Hub(new QLStakeHub.HeartbeatOutOfTimeError(Second - 1, Second).Encode()).ShouldBeOfType<Outcome.Consumed>();
        Satellite(new QLStakeSatellite.LeafConsumedError(Hash(1)).Encode()).ShouldBeOfType<Outcome.Consumed>();
        Satellite(new QLStakeSatellite.StakeReturnedAlreadyError(Hash(1)).Encode()).ShouldBeOfType<Outcome.Consumed>();
        Satellite(new QLStakeSatellite.NothingToPayError().Encode()).ShouldBeOfType<Outcome.Consumed>();
        Satellite(new QLStakeSatellite.BatchEmptyError(Hash(1)).Encode()).ShouldBeOfType<Outcome.Consumed>();
    }

    [Fact]
    public void A_heartbeat_from_the_future_waits_for_its_moment() =>
        Hub(new QLStakeHub.HeartbeatOutOfTimeError(Second + 60, Second).Encode())
            .ShouldBeOfType<Outcome.Delay>()
            .Until.ShouldBe(Now.AddSeconds(60));

    [Fact]
    public void Approvals_that_no_longer_count_go_back()
    {
        Hub(new QLStakeHub.ApprovalExpiredError(Second).Encode())
            .ShouldBe(new Outcome.Return("ApprovalExpired: at 2027-01-15 08:00:00Z"));
        Hub(new QLStakeHub.ApprovalTooLongError(Second + 7200, Second + 3600).Encode())
            .ShouldBeOfType<Outcome.Return>();
        Hub(new QLStakeHub.NotEnoughApprovalsError(1UL, 2UL).Encode())
            .ShouldBe(new Outcome.Return("NotEnoughApprovals: 1 of 2"));
    }

    [Fact]
    public void What_makes_no_sense_goes_back()
    {
        Satellite(new QLStakeSatellite.RefundMismatchError(Hash(1), Hash(2)).Encode()).ShouldBeOfType<Outcome.Return>();
        Satellite(new QLStakeSatellite.InvalidProofError(Hash(1), Hash(2)).Encode()).ShouldBeOfType<Outcome.Return>();
    }

    [Fact]
    public void The_payout_bucket_names_the_moment() =>
        Satellite(new QLStakeSatellite.BucketExceededError(5UL, Second + 60).Encode())
            .ShouldBe(new Outcome.Delay("BucketExceeded: the bucket has 5", Now.AddSeconds(60)));

    [Fact]
    public void A_bucket_that_never_will_is_asked_again_in_minutes() =>
        Satellite(new QLStakeSatellite.BucketExceededError(5UL, U256.MaxValue).Encode())
            .ShouldBeOfType<Outcome.Delay>()
            .Until.ShouldBe(Now.AddMinutes(5));

    [Fact]
    public void A_hold_may_be_lifted_early_so_it_is_looked_at_before_it_lapses()
    {
        var held = Satellite(new QLStakeSatellite.TargetHeldError(Hash(1), Second + 3_600).Encode())
            .ShouldBeOfType<Outcome.Delay>();

        (held.Until, held.Named).ShouldBe((Now.AddSeconds(30), Now.AddHours(1)));
    }

    [Fact]
    public void A_pause_names_its_scope() =>
        Satellite(new QLStakeSatellite.PausedError(1, Second + 10).Encode())
            .ShouldBe(new Outcome.Delay("Paused: releases", Now.AddSeconds(10)) { Named = Now.AddSeconds(10) });

    [Fact]
    public void A_root_on_its_way_is_waited_for() =>
        Satellite(new QLStakeSatellite.RootUnknownError(Hash(1)).Encode())
            .ShouldBe(new Outcome.Delay($"RootUnknown: {Hash(1)}", null));

    [Fact]
    public void What_the_contract_would_cost_is_read_from_its_refusal()
    {
        var hub = new QLStakeHub.ValueTooLowError(0UL, 7UL).Encode();

        OperationRefusals.Needed(hub, byHub: true).ShouldBe((U256)7UL);
        OperationRefusals.Needed(new QLStakeHub.LeafConsumedError(Hash(1)).Encode(), byHub: true).ShouldBeNull();
    }

    [Fact]
    public void Ccips_own_refusals_are_put_into_words() =>
        Satellite(new OnRamp.CursedByRMNError(5).Encode())
            .ShouldBeOfType<Outcome.Delay>()
            .Reason.ShouldStartWith("CursedByRMN");

    [Fact]
    public void Anything_at_all_is_put_into_words() =>
        Hub([0xde, 0xad, 0xbe, 0xef]).ShouldBeOfType<Outcome.Delay>().Reason.ShouldContain("0xdeadbeef");

    private static Outcome Hub(byte[] reason) => OperationRefusals.Read(reason, byHub: true, Clock);

    private static Outcome Satellite(byte[] reason) => OperationRefusals.Read(reason, byHub: false, Clock);
}
