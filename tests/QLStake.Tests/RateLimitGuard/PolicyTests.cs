using System.Text;
using Microsoft.Extensions.Configuration;
using QLStake.Hosting;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.RateLimitGuard;

public sealed class PolicyTests
{
    [Fact]
    public void The_document_is_canonical_and_its_hash_frozen()
    {
        var policy = Policy(Limits());

        Encoding
            .UTF8.GetString(policy.Document.Span)
            .ShouldBe(
                """{"approvalLifetimeSeconds":1800,"lanes":[{"asset":"0x0000000000000000000000000000000000000000","capacity":"100","destination":"16015286601757825753","refillPerSecond":"10","singleMintCap":"60","source":"14767482510784806043"}],"version":1}"""
            );
        policy.Hash.ShouldBe(Keccak.Hash(policy.Document.Span));
    }

    [Fact]
    public void The_order_in_which_lanes_are_configured_does_not_change_the_hash()
    {
        var other = Limits() with { Asset = Satellite };

        Policy(Limits(), other).Hash.ShouldBe(Policy(other, Limits()).Hash);
        Policy(Limits(), other).Hash.ShouldNotBe(Policy(Limits()).Hash);
    }

    [Fact]
    public void Limits_are_read_from_configuration() =>
        PolicySettings.Read(Configured("100"), Known).Lanes.Single().ShouldBe(Limits());

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("340282366920938463463374607431768211456")]
    public void A_limit_that_is_no_amount_names_its_setting(string capacity) =>
        Should
            .Throw<ConfigurationException>(() => PolicySettings.Read(Configured(capacity), Known))
            .Message.ShouldContain("QLStake:Guard:Lanes:0:Capacity");

    [Fact]
    public void A_lane_of_a_chain_that_is_not_configured_names_its_setting_and_the_chains_there_are() =>
        Should
            .Throw<ConfigurationException>(() => PolicySettings.Read(Configured("100"), [Limits().Lane.Source]))
            .Message.ShouldContain(
                $"QLStake:Guard:Lanes:0:Destination (environment QLSTAKE__GUARD__LANES__0__DESTINATION): expected the CCIP selector of a chain in QLStake:Chains ({Limits().Lane.Source}), found '{Limits().Lane.Destination}'"
            );

    private static IEnumerable<Contracts.ChainSelector> Known => [Limits().Lane.Source, Limits().Lane.Destination];

    private static IConfiguration Configured(string capacity) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["QLStake:Guard:Lanes:0:Source"] = Lane.Source.ToString(),
                    ["QLStake:Guard:Lanes:0:Destination"] = Lane.Destination.ToString(),
                    ["QLStake:Guard:Lanes:0:Asset"] = Address.Zero.ToString(),
                    ["QLStake:Guard:Lanes:0:Capacity"] = capacity,
                    ["QLStake:Guard:Lanes:0:RefillPerSecond"] = "10",
                    ["QLStake:Guard:Lanes:0:SingleMintCap"] = "60",
                }
            )
            .Build();
}
