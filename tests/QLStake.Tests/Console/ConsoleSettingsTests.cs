using System.Net;
using Microsoft.Extensions.Configuration;
using QLStake.Console;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>Whom the console stands in front of, and how it passes on what they refuse.</summary>
public sealed class ConsoleSettingsTests
{
    [Fact]
    public void A_refusal_passes_on_what_the_service_said()
    {
        var refusal = UpstreamException.Refused(
            HttpStatusCode.UnprocessableEntity,
            """{"title":"Not listed","detail":"Expected a listed asset."}"""
        );

        (refusal.Status, refusal.Title, refusal.Message).ShouldBe((422, "Not listed", "Expected a listed asset."));
        UpstreamException.Refused(HttpStatusCode.InternalServerError, "<html>").Status.ShouldBe(502);
    }

    [Fact]
    public void Without_a_router_in_configuration_the_setting_is_named() =>
        Should
            .Throw<ConfigurationException>(() => Settings(("Fees", "http://127.0.0.1:1")))
            .Message.ShouldContain("QLSTAKE__ROUTER");

    [Fact]
    public void The_address_that_every_service_has_of_the_router_will_do() =>
        Settings(("Feeds:message-router", "http://127.0.0.1:7"), ("Fees", "http://127.0.0.1:8"))
            .Router.ShouldBe(new Uri("http://127.0.0.1:7"));

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("the usual")]
    public void A_port_for_metrics_that_is_none_is_named(string port) =>
        Should
            .Throw<ConfigurationException>(() =>
                Settings(("Router", "http://r"), ("Fees", "http://f"), ("MetricsPort", port))
            )
            .Message.ShouldContain("QLSTAKE__METRICSPORT");

    internal static ConsoleSettings Settings(params (string Name, string Value)[] settings) =>
        ConsoleSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(setting => KeyValuePair.Create($"QLStake:{setting.Name}", (string?)setting.Value))
                )
                .Build()
        );
}
