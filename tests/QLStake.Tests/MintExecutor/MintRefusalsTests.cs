using QLStake.Evm;
using QLStake.MintExecutor;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

public sealed class MintRefusalsTests
{
    [Fact]
    public void No_reason_means_out_of_gas_and_never_minted() =>
        Read("").ShouldBeOfType<Outcome.Delay>().Reason.ShouldContain("out of gas");

    [Fact]
    public void A_paused_hub_is_named_and_tried_again_in_seconds() =>
        Read(Selector("Paused(uint8,uint64)") + Word(2) + Word(1_800_000_060))
            .ShouldBe(new Outcome.Delay("MintingPaused", Now.AddSeconds(2), UntilUnpaused: true));

    [Fact]
    public void What_guardians_hold_waits_until_the_hold_lapses() =>
        Read(Selector("TargetHeld(bytes32,uint64)") + Word(7) + Word(1_800_000_060))
            .ShouldBeOfType<Outcome.Delay>()
            .Until.ShouldBe(Now.AddSeconds(60));

    [Fact]
    public void Expired_approvals_go_back() =>
        Read(Selector("ApprovalExpired(uint64)") + Word(1_800_000_000))
            .ShouldBe(new Outcome.Return("ApprovalExpired: at 2027-01-15 08:00:00Z"));

    [Fact]
    public void A_revoked_policy_goes_back() =>
        Read(Selector("PolicyRevoked(bytes32)") + Word(1)).ShouldBeOfType<Outcome.Return>();

    [Fact]
    public void The_hubs_bucket_names_the_moment_it_will_hold_enough() =>
        Read(Selector("BucketExceeded(uint256,uint256)") + Word(5) + Word(1_800_000_060))
            .ShouldBeOfType<Outcome.Delay>()
            .Until.ShouldBe(Now.AddSeconds(60));

    [Fact]
    public void A_bucket_that_never_will_is_asked_again_in_minutes() =>
        Read(Selector("BucketExceeded(uint256,uint256)") + Word(5) + new string('f', 64))
            .ShouldBeOfType<Outcome.Delay>()
            .Until.ShouldBe(Now.AddMinutes(5));

    [Fact]
    public void An_error_we_have_no_rule_for_is_named_with_its_arguments() =>
        Read(Selector("ZeroShares(uint256)") + Word(3))
            .ShouldBeOfType<Outcome.Delay>()
            .Reason.ShouldBe("ZeroShares { Assets = 3 }");

    [Theory]
    [InlineData("deadbeef")]
    [InlineData("12")]
    public void Whatever_a_token_reverts_with_is_put_into_words(string reason) =>
        Read(reason).ShouldBeOfType<Outcome.Delay>().Reason.ShouldNotBeEmpty();

    [Fact]
    public void Whoever_reverts_may_put_anything_behind_a_selector_of_ours()
    {
        var cut = Selector("BucketExceeded(uint256,uint256)") + "05";
        Read(cut).ShouldBeOfType<Outcome.Delay>().Reason.ShouldContain("with data 0x05");
        var failed = new QLStakeHub.MintFailedError(Hex.Decode("0x" + cut)).Encode();
        Read(Convert.ToHexStringLower(failed)).ShouldBeOfType<Outcome.Delay>().Reason.ShouldStartWith("MintFailed: ");
    }

    private static Outcome Read(string hex) => MintRefusals.Read(Hex.Decode("0x" + hex), Now, Now);

    private static string Selector(string signature) =>
        Convert.ToHexStringLower(Keccak.Hash(System.Text.Encoding.UTF8.GetBytes(signature)).AsSpan()[..4]);

    private static string Word(ulong value) => Convert.ToHexStringLower(((U256)value).ToB256().AsSpan());
}
