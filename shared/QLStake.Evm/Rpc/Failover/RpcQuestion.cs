namespace QLStake.Evm;

/// <summary>Calls on their way to an answer: which are settled, and whether asking on may help the others.</summary>
internal sealed class RpcQuestion<T>(IReadOnlyList<RpcCall<T>> calls)
{
    private readonly RpcOutcome<T>[] _outcomes = new RpcOutcome<T>[calls.Count];
    private int[] _open = [.. Enumerable.Range(0, calls.Count)];

    /// <summary>Null until every endpoint asked in this round has asked for a wait: then the shortest.</summary>
    public TimeSpan? Wait { get; private set; }

    public bool Settled => _open.Length == 0;

    public IReadOnlyList<RpcOutcome<T>> Outcomes => _outcomes;

    /// <summary>Asks for what is open; a refusal that any endpoint would repeat settles its call.</summary>
    public async Task AskAt(RpcEndpoint endpoint, RpcCondition? condition, CancellationToken cancel)
    {
        var asked = _open;
        var answers = await endpoint.Ask([.. asked.Select(i => calls[i])], condition, cancel);
        for (var i = 0; i < asked.Length; i++)
            _outcomes[asked[i]] = answers[i];
        _open = [.. asked.Where(i => _outcomes[i].Error is { MayHelpElsewhere: true } or { MayHelpLater: true })];

        var wait = (answers[0].Error as RpcTransportException)?.RetryAfter ?? TimeSpan.Zero;
        Wait = Wait is { } shorter && shorter < wait ? shorter : wait;
    }

    /// <summary>Settles all that is open with one error.</summary>
    public void Abandon(RpcException error)
    {
        foreach (var i in _open)
            _outcomes[i] = new(error);
        _open = [];
    }

    /// <summary>Settles what no endpoint will answer later either. False when nothing is left to ask.</summary>
    public bool StartNextRound()
    {
        _open = [.. _open.Where(i => _outcomes[i].Error!.MayHelpLater)];
        Wait = null;
        return _open.Length > 0;
    }
}
