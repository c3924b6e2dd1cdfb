using Microsoft.Extensions.Hosting;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>One worker for each account, each under its own lease: a second replica stands by.</summary>
internal sealed class AccountWorkers(IReadOnlyDictionary<string, AccountWorker> workers, Leases leases)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(workers.Select(worker => leases.HoldAsync(worker.Key, worker.Value.RunAsync, stoppingToken)));
}
