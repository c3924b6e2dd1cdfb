using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.MintExecutor;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MintExecutor;

public sealed class BatchingSettingsTests
{
    private static readonly ChainSelector Chain = ExecutorGiven.Lane.Source;

    [Fact]
    public void Batches_of_stakes_are_left_to_others_where_nothing_is_configured()
    {
        var settings = Read();

        settings.Stakes.ShouldBeNull();
        settings.Refunds.MaxWait.ShouldBe(TimeSpan.FromSeconds(30));
        settings.Assets.ShouldBe([Address.Zero]);
    }

    [Fact]
    public void A_chain_overrides_what_is_common()
    {
        var settings = Read(
            ("MaxWait", "00:10:00"),
            ("CheapBelow", "70"),
            ($"Chains:{Chain}:MaxWait", "00:01:00"),
            ($"Chains:{Chain}:Assets:0", "0x00000000000000000000000000000000000000aa")
        );

        settings.Stakes.ShouldBe(
            new FlushTerms(TimeSpan.FromMinutes(1), 1_000, new(70UL), new(1_000_000_000_000_000_000UL))
        );
        settings.Assets.ShouldBe([Address.Parse("0x00000000000000000000000000000000000000aa")]);
    }

    [Fact]
    public void Refunds_are_not_sent_early() => Read(("CheapBelow", "70")).Refunds.CheapBelow.ShouldBeNull();

    [Theory]
    [InlineData("MaxWait", "soon")]
    [InlineData("FullAt", "1025")]
    [InlineData("FullAt", "0")]
    [InlineData("CheapBelow", "-1")]
    [InlineData("Assets:0", "AVAX")]
    public void A_setting_out_of_range_is_named(string setting, string value) =>
        Should
            .Throw<ConfigurationException>(() => Read((setting, value)))
            .Message.ShouldContain($"QLStake:Executor:Batching:{setting}");

    private static BatchingSettings Read(params (string Name, string Value)[] settings) =>
        BatchingSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(setting => new KeyValuePair<string, string?>(
                        $"QLStake:Executor:Batching:{setting.Name}",
                        setting.Value
                    ))
                )
                .Build(),
            Chain
        );
}
