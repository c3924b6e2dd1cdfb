using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Says once which chains the executor does not serve. Others may: whatever it carries, anyone may carry.</summary>
internal sealed class UnservedNotice(IReadOnlyList<string> chains, ServiceStatus status, ILogger<UnservedNotice> log)
    : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var chain in chains)
        {
            var note =
                $"Not served: no key is set. Payouts and batches of {chain} wait for others "
                + "(QLStake:Executor:Accounts:<selector>:Key, or :Keystore with :KeystorePassword).";
            status.Well($"satellite {chain}", note);
            log.LogWarning("{Chain}: {Note}", chain, note);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
