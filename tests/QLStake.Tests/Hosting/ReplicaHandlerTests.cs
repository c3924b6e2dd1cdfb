using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Hosting;

/// <summary>A service that answers at two addresses, on real ports.</summary>
public sealed class ReplicaHandlerTests : IAsyncLifetime
{
    private readonly List<WebApplication> _replicas = [];
    private readonly ReplicaAddresses _addresses = new();
    private readonly HttpClient _http;

    public ReplicaHandlerTests() =>
        _http = new(new ReplicaHandler(_addresses) { InnerHandler = new SocketsHttpHandler() });

    [Fact]
    public async Task A_replica_that_is_away_is_passed_over_and_the_one_that_answered_is_asked_first_from_then_on()
    {
        var (away, there) = (Loopback.Unused(), await ReplicaAsync("there"));
        var service = Known(away, there);

        (await _http.GetStringAsync(new Uri(service, "/who?x=1"))).ShouldBe("there ?x=1");
        _addresses.Of(service).ShouldBe([there, away]);
    }

    [Fact]
    public async Task What_only_the_one_that_works_takes_goes_to_it_once()
    {
        var (standby, works) = (await ReplicaAsync("standby", standsBy: true), await ReplicaAsync("works"));
        var service = Known(standby, works);

        using var answer = await _http.PostAsync(new Uri(service, "/who"), new StringContent("decision"));

        (await answer.Content.ReadAsStringAsync()).ShouldBe("works decision");
    }

    [Fact]
    public async Task Behind_one_name_of_several_the_one_that_works_is_found_too()
    {
        var standby = await ReplicaAsync("standby", standsBy: true);
        var works = await ReplicaAsync("works", $"http://127.0.0.2:{standby.Port}");
        using var http = new HttpClient(
            new ReplicaHandler(_addresses, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, Second]))
            {
                InnerHandler = new SocketsHttpHandler(),
            }
        );
        works.Port.ShouldBe(standby.Port);

        using var answer = await http.PostAsync(
            new Uri($"http://localhost:{standby.Port}/who"),
            new StringContent("decision")
        );

        (await answer.Content.ReadAsStringAsync()).ShouldBe("works decision");
    }

    [Fact]
    public async Task Where_all_stand_by_the_refusal_is_the_answer()
    {
        var service = Known(await ReplicaAsync("a", standsBy: true), await ReplicaAsync("b", standsBy: true));

        using var answer = await _http.GetAsync(new Uri(service, "/who"));

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Where_all_are_away_the_last_error_is_told() =>
        (
            await Should.ThrowAsync<HttpRequestException>(() =>
                _http.GetAsync(new Uri(Known(Loopback.Unused(), Loopback.Unused()), "/"))
            )
        ).HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);

    [Fact]
    public async Task An_answer_that_is_no_refusal_to_work_is_final_also_when_it_is_an_error()
    {
        var service = Known(await ReplicaAsync("first"), await ReplicaAsync("second"));

        (await _http.GetAsync(new Uri(service, "/missing"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nowhere")]
    [InlineData("http://a:1 b")]
    public void A_list_with_something_else_among_the_addresses_is_no_list(string text) =>
        _addresses.Read(text).ShouldBeNull();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
    }

    private Uri Known(Uri first, Uri second) => _addresses.Read($"{first}, {second}").ShouldNotBeNull();

    private static IPAddress Second { get; } = IPAddress.Parse("127.0.0.2");

    private async Task<Uri> ReplicaAsync(string name, string at = "http://127.0.0.1:0", bool standsBy = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(at);
        var app = builder.Build();
        app.MapMethods("/who", ["GET", "POST"], AnswerAsync);
        _replicas.Add(app);
        await app.StartAsync();
        return new(app.Urls.Single());

        async Task AnswerAsync(HttpContext context)
        {
            if (standsBy)
            {
                context.Response.Headers["QLStake-Stands-By"] = "true";
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return;
            }
            using var body = new StreamReader(context.Request.Body);
            await context.Response.WriteAsync($"{name} {context.Request.QueryString}{await body.ReadToEndAsync()}");
        }
    }
}
