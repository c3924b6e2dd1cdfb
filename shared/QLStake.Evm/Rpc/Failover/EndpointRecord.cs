namespace QLStake.Evm;

/// <summary>What is remembered of one endpoint between questions. Safe for concurrent use.</summary>
internal sealed class EndpointRecord(int failuresToOpen)
{
    private readonly Lock _lock = new();
    private int _failures;
    private bool _open;
    private string? _lastFailure;
    private ulong? _head;

    /// <summary>Any answer of a working node, a refusal included.</summary>
    public void Answered()
    {
        lock (_lock)
            (_failures, _open, _lastFailure) = (0, false, null);
    }

    /// <summary>A failure of the endpoint, not of the question.</summary>
    /// <param name="atOnce">For what will not pass by asking again: another chain's endpoint.</param>
    public void Failed(string why, bool atOnce)
    {
        lock (_lock)
        {
            _failures = Math.Min(_failures, int.MaxValue - 1) + 1;
            _open |= atOnce || _failures >= failuresToOpen;
            _lastFailure = why;
        }
    }

    public void Reached(ulong head)
    {
        lock (_lock)
            _head = head;
    }

    /// <summary>A snapshot; <see cref="EndpointHealth.Lagging"/> is for <see cref="EndpointOrder"/> to tell.</summary>
    public EndpointHealth Health(string host)
    {
        lock (_lock)
            return new(host, !_open, Lagging: false, _failures, _head, _lastFailure);
    }
}
