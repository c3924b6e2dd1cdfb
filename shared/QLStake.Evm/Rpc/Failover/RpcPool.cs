namespace QLStake.Evm;

/// <summary>
/// Endpoints that stand in for each other. A round asks them in order until all calls are settled; after a pause comes the next
/// round for what may be answered later, until the overall time is up.
/// </summary>
internal sealed class RpcPool(EvmChainOptions options, IReadOnlyList<RpcEndpoint> endpoints, TimeProvider time)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    public IReadOnlyList<RpcEndpoint> Endpoints => endpoints;

    public IReadOnlyList<EndpointHealth> Health =>
        EndpointOrder.WithLag([.. endpoints.Select(endpoint => endpoint.Health)], options.MaxHeadLag);

    /// <summary>The same rules for one endpoint alone; what is learnt of it is shared.</summary>
    public RpcPool Of(RpcEndpoint endpoint) => new(options, [endpoint], time);

    /// <summary>Outcomes in the order of the calls, of which there may be as many as one batch holds.</summary>
    public async Task<IReadOnlyList<RpcOutcome<T>>> Ask<T>(
        IReadOnlyList<RpcCall<T>> calls,
        RpcCondition? condition,
        CancellationToken cancel
    )
    {
        var start = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(options.OverallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        var question = new RpcQuestion<T>(calls);
        try
        {
            for (var round = 0; ; round++)
            {
                foreach (var place in EndpointOrder.Of(Health))
                {
                    await question.AskAt(endpoints[place], condition, either.Token);
                    if (question.Settled)
                        return question.Outcomes;
                }
                var pause = Longer(question.Wait ?? TimeSpan.Zero, Pause(round));
                if (!question.StartNextRound() || time.GetElapsedTime(start) + pause > options.OverallTimeout)
                    return Explain(question.Outcomes);
                await Task.Delay(pause, time, either.Token);
                EvmTelemetry.Retried(options.Name);
            }
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            question.Abandon(Unavailable(calls[0].Method, e));
            return question.Outcomes;
        }

        IReadOnlyList<RpcOutcome<T>> Explain(IReadOnlyList<RpcOutcome<T>> outcomes) =>
            [
                .. outcomes.Select(
                    (o, i) => o.Error is RpcTransportException e ? new(Unavailable(calls[i].Method, e)) : o
                ),
            ];
    }

    /// <summary>Random, so that many clients of an endpoint that fell over do not come back together.</summary>
    private TimeSpan Pause(int round)
    {
        var longest = options.RetryPause * Math.Pow(2, Math.Min(round, 16));
        return (longest < s_longestPause ? longest : s_longestPause) * (0.5 + (Random.Shared.NextDouble() / 2));
    }

    private RpcUnavailableException Unavailable(string method, Exception inner)
    {
        var failures = Health.Select(e =>
            e.LastFailure is null ? $"{e.Host}: no answer in time" : $"{e.Host}: {e.LastFailure}"
        );
        return new(
            $"{options.Name}: no endpoint answered {method} within {options.OverallTimeout}. {string.Join("; ", failures)}. "
                + $"Check {options.Setting(options.EndpointsKey)} and whether the nodes are up.",
            inner
        );
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
