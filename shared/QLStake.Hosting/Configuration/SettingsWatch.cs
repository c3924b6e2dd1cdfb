using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace QLStake.Hosting;

/// <summary>
/// A service that begins anew, in its process, when the files it was configured from have changed: the network's file, the
/// settings, the secrets. What cannot be made of them is said, and the service goes on as it was. So a chain is added, a limit
/// raised or a key changed without a restart, by the same way on which every service starts.
/// </summary>
public static class SettingsWatch
{
    private const string Part = "settings";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Runs what is built until it is told to end; what is built anew takes the place of the one before. What ends it by failing
    /// comes out of here, so that the process is seen to have failed.
    /// </summary>
    /// <param name="args">The command line; it or the environment names the files.</param>
    /// <param name="build">Reads the configuration and composes the application. It is not started yet.</param>
    public static async Task RunAsync(string[] args, Func<WebApplication> build)
    {
        StartFailure.Watch();
        var files = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(args).Build();
        // What the files say is read before they are used: a change at any later moment is then seen.
        var read = await ReadAsync(files);
        for (var next = build(); next is not null; )
        {
            await using var app = next;
            (read, next) = await RunAsync(app, files, read, build);
        }
    }

    /// <returns>What takes its place, and what the files said then; nothing when the service was told to end.</returns>
    private static async Task<(string? Read, WebApplication? Next)> RunAsync(
        WebApplication app,
        IConfiguration files,
        string? read,
        Func<WebApplication> build
    )
    {
        var stopping = app.Lifetime.ApplicationStopping;
        Task? failed = null;
        // What fails later fails because it ends.
        await using var ending = stopping.Register(() => failed = Failed(app));
        try
        {
            await app.StartAsync();
            var next = await ChangedAsync(app, files, read, build, stopping);
            await app.StopAsync(CancellationToken.None);
            return next;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Told to end before it had begun, or while it looked.
            await app.StopAsync(CancellationToken.None);
            if (failed is not null)
                await failed;
            return (null, null);
        }
    }

    private static Task? Failed(WebApplication app) =>
        app
            .Services.GetServices<IHostedService>()
            .OfType<BackgroundService>()
            .Select(worker => worker.ExecuteTask)
            .FirstOrDefault(work => work is { IsFaulted: true });

    private static async Task<(string Read, WebApplication Next)> ChangedAsync(
        WebApplication app,
        IConfiguration files,
        string? read,
        Func<WebApplication> build,
        CancellationToken ct
    )
    {
        var (time, status) = (
            app.Services.GetRequiredService<TimeProvider>(),
            app.Services.GetService<ServiceStatus>()
        );
        while (true)
        {
            await Task.Delay(Look, time, ct);
            if (await ReadAsync(files) is not { } found || found == read)
                continue;
            read = found;
            try
            {
                var next = await BuildAsync(build, time, ct);
                app.Logger.LogInformation("Its settings have changed: the service begins anew with them");
                return (found, next);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                var cause =
                    $"The settings have changed and cannot be used: {error.Message} It goes on with those before.";
                status?.Well(Part, cause);
                app.Logger.LogError(StartFailure.IsTheOperators(error) ? null : error, "{Cause}", cause);
            }
        }
    }

    /// <exception cref="ConfigurationException">The settings cannot be used, or a chain says that they name another contract.</exception>
    private static async Task<WebApplication> BuildAsync(
        Func<WebApplication> build,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var next = build();
        try
        {
            await NamedContracts.CheckAsync(next.Configuration, time, ct);
            return next;
        }
        catch
        {
            await next.DisposeAsync();
            throw;
        }
    }

    /// <returns>A digest of what the files say now; null while one cannot be read, perhaps because it is being replaced.</returns>
    private static async Task<string?> ReadAsync(IConfiguration named)
    {
        try
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var file in Files(named))
            {
                digest.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
                digest.AppendData(await File.ReadAllBytesAsync(file));
            }
            return Convert.ToHexString(digest.GetHashAndReset());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Files(IConfiguration configuration)
    {
        foreach (var setting in new[] { NetworkFile.Setting, "Settings" })
            if (configuration[$"QLStake:{setting}"] is { Length: > 0 } file)
                yield return file;
        foreach (
            var folder in (configuration["QLStake:Secrets"] ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        )
        foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
            yield return file;
    }
}
