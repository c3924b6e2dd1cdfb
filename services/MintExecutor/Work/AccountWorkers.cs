using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>One worker for each account.</summary>
internal sealed class AccountWorkers(IReadOnlyList<AccountWorker> workers) : IWork
{
    public IEnumerable<string> Parts => workers.SelectMany(worker => worker.Parts);

    public Task RunAsync(CancellationToken ct) => Task.WhenAll(workers.Select(worker => worker.RunAsync(ct)));
}
