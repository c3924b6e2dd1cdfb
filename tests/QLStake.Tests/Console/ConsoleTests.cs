using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using QLStake.Console;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.ConsoleApi;

/// <summary>The console on its own: it says what is wrong with the others, and goes on.</summary>
public sealed class ConsoleTests : IAsyncLifetime
{
    private readonly Uri _nobody = Loopback.Unused();
    private WebApplication? _app;
    private HttpClient? _http;

    private HttpClient Http => _http ?? throw new InvalidOperationException("The console is not started.");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddConsole(ConsoleSettingsTests.Settings(("Router", $"{_nobody}"), ("Fees", $"{_nobody}")));
        builder.AddPages();
        _app = builder.Build();
        _app.MapConsole();
        _app.MapPages();
        await _app.StartAsync();
        _http = new() { BaseAddress = new(_app.Urls.Single()) };
    }

    public async Task DisposeAsync()
    {
        _http?.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_router_it_says_so_in_one_sentence_that_names_the_setting()
    {
        using var answer = await Http.GetAsync("/api/stakes");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var problem = await ProblemOf(answer);
        problem.ShouldStartWith(
            $"The router does not answer at {_nobody.GetLeftPart(UriPartial.Authority)} (QLStake:Router)"
        );
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/stake")]
    [InlineData("/health/live")]
    public async Task Who_asks_only_whether_a_page_is_there_gets_its_head(string path)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Head, path);

        using var answer = await Http.SendAsync(asked);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/", "The router does not answer")]
    [InlineData("/operators/incidents", "The books cannot be looked at")]
    [InlineData("/operators/incidents", "The stakes cannot be looked at")]
    [InlineData("/operators/incidents", "Expected the address of rate-limit-guard in QLStake:Feeds:rate-limit-guard")]
    [InlineData("/search?q=0x12", "The router does not answer")]
    [InlineData("/releases", "The router does not answer")]
    [InlineData("/operators", "Expected the address of chain-watcher in QLStake:Feeds:chain-watcher")]
    [InlineData("/operators/guard", "Expected the address of rate-limit-guard in QLStake:Feeds:rate-limit-guard")]
    [InlineData("/operators/fees", "Fee accounting does not answer")]
    public async Task A_page_without_its_service_is_drawn_and_says_which_one_is_away(string path, string problem)
    {
        using var answer = await Http.GetAsync(path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain(problem);
        page.ShouldContain("2 of 2 away");
        page.ShouldNotContain("<script>");
        page.ShouldNotContain(" style=");
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        using var answer = await Http.GetAsync("/nowhere");

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("There is no such page");
    }

    [Fact]
    public async Task Its_health_names_each_service_that_is_away()
    {
        using var health = JsonDocument.Parse(await Http.GetStringAsync("/api/health"));

        health.RootElement.GetProperty("ready").GetBoolean().ShouldBeFalse();
        health
            .RootElement.GetProperty("services")
            .EnumerateArray()
            .Select(service => service.GetProperty("service").GetString())
            .ShouldBe(["fee-accounting", "message-router"]);
    }

    [Fact]
    public async Task It_is_ready_itself_so_that_somebody_can_say_what_is_wrong()
    {
        using var answer = await Http.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Something_that_is_no_stake_id_is_told_what_one_looks_like()
    {
        using var answer = await Http.GetAsync("/api/stakes/0x12/events");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ProblemOf(answer)).ShouldStartWith("Expected a stake id (0x and 64 hex digits), found '0x12'");
    }

    [Fact]
    public async Task A_stake_is_followed_even_while_the_router_is_away()
    {
        using var answer = await Http.GetAsync(
            $"/api/stakes/0x{new string('1', 64)}/events",
            HttpCompletionOption.ResponseHeadersRead
        );
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());

        (await reader.ReadLineAsync()).ShouldBe("event: problem");
        (await reader.ReadLineAsync()).ShouldNotBeNull().ShouldContain("The router does not answer");
    }

    [Fact]
    public async Task The_api_is_described_and_ids_and_amounts_are_text_in_it()
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync("/openapi/v1.json"));

        document
            .RootElement.GetProperty("paths")
            .EnumerateObject()
            .Select(path => path.Name)
            .ShouldBe(
                [
                    "/api/stakes",
                    "/api/stakes/{id}",
                    "/api/stakes/{id}/at/{time}",
                    "/api/stakes/{id}/events",
                    "/api/transfers",
                    "/api/transfers/{id}",
                    "/api/releases",
                    "/api/releases/{id}",
                    "/api/quotes",
                    "/api/health",
                    "/api/incidents",
                ],
                ignoreOrder: true
            );
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        foreach (var name in new[] { "StakeId", "Address", "Wei", "ChainSelector" })
            schemas.GetProperty(name).GetProperty("type").GetString().ShouldBe("string");
    }

    [Fact]
    public async Task Every_answer_tells_the_browser_what_to_refuse()
    {
        foreach (var path in new[] { "/api/health", "/api/stakes", "/nowhere" })
        {
            using var answer = await Http.GetAsync(path);

            var policy = answer.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem();
            policy.ShouldContain("default-src 'none'; script-src 'self';");
            policy.ShouldContain("frame-ancestors 'none'");
            policy.ShouldNotContain("unsafe");
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            answer.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        }
    }

    [Fact]
    public async Task The_apis_reference_allows_only_the_scripts_of_its_own_answer()
    {
        using var first = await Http.GetAsync("/docs/");
        using var second = await Http.GetAsync("/docs/");

        var policies = new[] { first, second }
            .Select(answer => Assert.Single(answer.Headers.GetValues("Content-Security-Policy")))
            .ToList();
        policies[0].ShouldContain("script-src 'self' 'nonce-");
        policies[0].ShouldNotBe(policies[1]);
    }

    [Fact]
    public async Task Whoever_asks_without_end_is_told_to_wait()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 600).Select(_ => Http.GetAsync("/api/stakes/0x12")));

        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        refused.ShouldNotBeEmpty();
        refused[0].Headers.RetryAfter.ShouldNotBeNull();
        (await ProblemOf(refused[0])).ShouldStartWith("Expected at most");
        foreach (var answer in answers)
            answer.Dispose();
    }

    private static async Task<string> ProblemOf(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("detail").GetString() ?? "";
    }
}
