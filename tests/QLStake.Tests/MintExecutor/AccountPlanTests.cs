using Microsoft.Extensions.Configuration;
using QLStake.Hosting;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MintExecutor;

public sealed class AccountPlanTests
{
    private const string Hub = "16015286601757825753";
    private const string Satellite = "14767482510784806043";
    private static readonly string Key = $"0x{new string('1', 64)}";
    private static readonly string OtherKey = $"0x{new string('2', 64)}";

    [Fact]
    public void A_common_key_serves_every_chain()
    {
        var plan = Read(("Executor:Key", Key));

        plan.Accounts.Select(account => account.Chain.Name).ShouldBe(["avalanche", "ethereum"]);
        plan.Accounts.Select(account => account.Signer.Address).Distinct().Count().ShouldBe(1);
        plan.Unserved.ShouldBeEmpty();
    }

    [Fact]
    public void A_chain_may_have_a_key_of_its_own()
    {
        var plan = Read(("Executor:Key", Key), ($"Executor:Accounts:{Satellite}:Key", OtherKey));

        plan.Accounts.Select(account => account.Signer.Address).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public void A_satellite_without_a_key_is_left_to_others()
    {
        var plan = Read(($"Executor:Accounts:{Hub}:Key", Key));

        plan.Accounts.Single().Chain.Name.ShouldBe("ethereum");
        plan.Unserved.ShouldBe(["avalanche"]);
    }

    [Fact]
    public void A_hub_without_a_key_is_named() =>
        Should
            .Throw<ConfigurationException>(() => Read(($"Executor:Accounts:{Satellite}:Key", Key)))
            .Message.ShouldContain("QLStake:Executor:Key");

    private static AccountPlan Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                Chain(0, "avalanche", "43113", Satellite, "Satellite")
                    .Concat(Chain(1, "ethereum", "11155111", Hub, "Hub"))
                    .Concat(settings)
                    .Select(setting => new KeyValuePair<string, string?>($"QLStake:{setting.Name}", setting.Value))
            )
            .Build();
        return AccountPlan.Read(configuration, ChainSettings.ReadAll(configuration));
    }

    private static IEnumerable<(string Name, string Value)> Chain(
        int place,
        string name,
        string id,
        string selector,
        string contract
    )
    {
        var address = "0x00000000000000000000000000000000000000aa";
        yield return ($"Chains:{place}:Name", name);
        yield return ($"Chains:{place}:ChainId", id);
        yield return ($"Chains:{place}:Selector", selector);
        yield return ($"Chains:{place}:Rpc:0", "http://127.0.0.1:1");
        yield return ($"Chains:{place}:OnRamp", address);
        yield return ($"Chains:{place}:OffRamp", address);
        yield return ($"Chains:{place}:{contract}", address);
    }
}
