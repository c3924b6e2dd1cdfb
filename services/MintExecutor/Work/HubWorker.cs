using Microsoft.Extensions.Logging;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The one writer of an account on a hub chain: keeps what is open, makes what is ready, and says what hinders it.</summary>
internal sealed class HubWorker(
    HubChain chain,
    BatchKeeper keeper,
    BatchMaker maker,
    StreamsFactory streams,
    WorkSignal signal,
    ExecutorSettings settings,
    ServiceStatus status,
    ILogger<HubWorker> log
)
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(250);

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
        var part = $"hub {chain.Name}";
        try
        {
            var pending = await keeper.KeepAsync(ct);
            while (await maker.MakeAsync(ct) is { } made)
            {
                await using var unit = streams.Open();
                await keeper.SendAsync(await unit.LoadAsync<Batch>(Batch.Stream(made), ct), ct);
                pending = true;
            }
            status.Well(part);
            return pending ? Busy : Idle;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var cause =
                error is InsufficientFundsException
                    ? $"The executor's account cannot pay for gas on {chain.Name}: {error.Message}"
                    : $"Mints cannot be brought to {chain.Name} now: {error.Message} Nothing is lost; trying again.";
            if (error is RpcException ? status.Note(part, cause) : status.Ill(part, cause))
                log.LogWarning(error is RpcException ? null : error, "{Cause}", cause);
            return Idle;
        }
    }
}
