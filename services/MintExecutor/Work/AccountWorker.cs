using Microsoft.Extensions.Logging;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The one writer of an account on a chain: keeps what is open, makes what is ready, and says what hinders it.</summary>
/// <param name="mints">Null on a chain without a hub.</param>
internal sealed class AccountWorker(
    ServedChain chain,
    BatchKeeper keeper,
    BatchMaker? mints,
    OperationMaker operations,
    FlushKeeper flushes,
    StreamsFactory streams,
    WorkListener signal,
    ExecutorSettings settings,
    ServiceStatus status,
    ILogger<AccountWorker> log
)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(250);

    private readonly string _part = $"{(chain.Hub is null ? "satellite" : "hub")} {chain.Name}";

    /// <summary>Under which names it says how it is.</summary>
    public IEnumerable<string> Parts => [_part, flushes.Part];

    public async Task RunAsync(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var pause = await TurnAsync(ct);
            await signal.WaitAsync(pause, ct);
            // A mint that came in alone may have company in a moment.
            await Task.Delay(pause < settings.MaxWait ? pause : settings.MaxWait, ct);
        }
    }

    private async Task<TimeSpan> TurnAsync(CancellationToken ct)
    {
        try
        {
            var pending = await keeper.KeepAsync(ct);
            while (mints is not null && await mints.MakeAsync(ct) is { } made)
            {
                await SendAsync(made, ct);
                pending = true;
            }
            await flushes.LookAsync(ct);
            foreach (var made in await operations.MakeAsync(ct))
            {
                await SendAsync(made, ct);
                pending = true;
            }
            status.Well(_part);
            return pending ? Busy : Idle;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var cause =
                error is InsufficientFundsException
                    ? $"The executor's account cannot pay for gas on {chain.Name}: {error.Message}"
                    : $"Nothing can be brought to {chain.Name} now: {error.Message} Nothing is lost; trying again.";
            if (error is RpcException ? status.Note(_part, cause) : status.Ill(_part, cause))
                log.LogWarning(error is RpcException ? null : error, "{Cause}", cause);
            return Idle;
        }
    }

    private async Task SendAsync(string batch, CancellationToken ct)
    {
        await using var unit = streams.Open();
        await keeper.SendAsync(await unit.LoadAsync<Batch>(Batch.Stream(batch), ct), ct);
    }
}
