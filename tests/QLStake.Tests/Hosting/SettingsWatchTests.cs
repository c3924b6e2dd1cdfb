using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Hosting;

/// <summary>A service on a real port that tells one setting, and the file that it comes from.</summary>
public sealed class SettingsWatchTests : IAsyncLifetime
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);
    private readonly string _file = Path.GetTempFileName();
    private readonly Uri _address = Loopback.Unused();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private Task _running = Task.CompletedTask;
    private TimeSpan _ending;
    private readonly TaskCompletionSource _broken = new();
    private int _built;

    [Fact]
    public async Task A_changed_settings_file_is_taken_up_within_the_process()
    {
        await Save("1");

        await TellsAsync("/cap", "1");
        _built.ShouldBe(2);
    }

    [Fact]
    public async Task What_changes_once_more_while_the_one_before_still_ends_is_taken_up_too()
    {
        _ending = TimeSpan.FromSeconds(3);
        await Save("1");
        await BuiltAsync(2);
        await Save("2");

        await TellsAsync("/cap", "2");
    }

    [Fact]
    public async Task What_cannot_be_used_is_said_and_the_service_goes_on_as_it_was_until_it_is_mended()
    {
        await Save("none");
        await TellsAsync(
            "/settings",
            "The settings have changed and cannot be used: Setting QLStake:Cap (environment QLSTAKE__CAP): expected a number, "
                + "found 'none'. Set it and start again. It goes on with those before."
        );
        (await _http.GetStringAsync(new Uri(_address, "/cap"))).ShouldBe("0");

        await Save("2");

        await TellsAsync("/cap", "2");
    }

    [Fact]
    public async Task Told_to_end_it_ends()
    {
        _app!.Lifetime.StopApplication();

        await _running.WaitAsync(Soon);
    }

    [Fact]
    public async Task What_ends_by_failing_is_seen_to_have_failed()
    {
        _broken.SetException(new InvalidDataException("It broke."));

        var failure = await Should.ThrowAsync<InvalidDataException>(() => _running.WaitAsync(Soon));

        failure.Message.ShouldBe("It broke.");
        _running = Task.CompletedTask;
    }

    public async Task InitializeAsync()
    {
        await Save("0");
        _running = SettingsWatch.RunAsync(Args, Build);
        await TellsAsync("/cap", "0");
    }

    public async Task DisposeAsync()
    {
        if (!_running.IsCompleted)
            _app?.Lifetime.StopApplication();
        await _running.WaitAsync(Soon);
        _http.Dispose();
        File.Delete(_file);
    }

    private string[] Args => [$"--QLStake:Settings={_file}"];

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder(Args);
        builder.Configuration.AddSettingFiles();
        builder.WebHost.UseUrls($"{_address}");
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<ServiceStatus>();
        builder.Services.AddHostedService(_ => new Worker(_broken.Task));
        var cap = builder.Configuration["QLStake:Cap"];
        if (!int.TryParse(cap, out _))
            throw ConfigurationException.Of("Cap", "a number", cap);
        var app = builder.Build();
        app.MapGet("/cap", () => cap);
        app.MapGet("/settings", (ServiceStatus status) => status.Parts.FirstOrDefault().Value.Message);
        app.Lifetime.ApplicationStopping.Register(() => Task.Delay(_ending).GetAwaiter().GetResult());
        _built++;
        return _app = app;
    }

    private async Task Save(string cap)
    {
        await File.WriteAllTextAsync(_file + ".new", $$$"""{"QLStake": {"Cap": "{{{cap}}}"}}""");
        File.Move(_file + ".new", _file, overwrite: true);
    }

    private async Task BuiltAsync(int times)
    {
        for (var begun = TimeProvider.System.GetTimestamp(); _built < times; await Task.Delay(20))
            TimeProvider.System.GetElapsedTime(begun).ShouldBeLessThan(Soon);
    }

    private async Task TellsAsync(string path, string expected)
    {
        var (begun, told) = (TimeProvider.System.GetTimestamp(), "nothing");
        while (told != expected && TimeProvider.System.GetElapsedTime(begun) < Soon)
        {
            try
            {
                told = await _http.GetStringAsync(new Uri(_address, path));
            }
            catch (HttpRequestException)
            {
                // Between the one before and the one that takes its place.
            }
            await Task.Delay(50);
        }
        told.ShouldBe(expected);
    }

    private sealed class Worker(Task work) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => work.WaitAsync(stoppingToken);
    }
}
