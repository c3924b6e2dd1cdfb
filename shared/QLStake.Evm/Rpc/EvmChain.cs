using System.Net;

namespace QLStake.Evm;

/// <summary>An EVM chain over JSON-RPC on HTTP.</summary>
public sealed partial class EvmChain : IEvmChain
{
    private readonly EvmChainOptions _options;
    private readonly RpcPool _pool;
    private readonly HttpClient? _http;
    private readonly HealthProbe? _probe;

    private EvmChain(EvmChainOptions options, RpcPool pool, HttpClient? http, HealthProbe? probe)
    {
        (_options, _pool, _http, _probe) = (options, pool, http, probe);
        _span = LogSpan.StartingAt(options.MaxLogRange);
        Endpoints = pool.Endpoints is [_] ? [this] : [.. pool.Endpoints.Select(Alone)];

        EvmChain Alone(RpcEndpoint endpoint) => new(options, pool.Of(endpoint), null, null);
    }

    /// <inheritdoc/>
    public string Name => _options.Name;

    /// <inheritdoc/>
    public ulong ChainId => _options.ChainId;

    /// <inheritdoc/>
    public IReadOnlyList<IEvmChain> Endpoints { get; }

    /// <inheritdoc/>
    public IReadOnlyList<EndpointHealth> Health => _pool.Health;

    /// <summary>Opens a chain. Nothing is asked before the first question, except that several endpoints are probed.</summary>
    /// <param name="handler">Replaces the HTTP transport and stays the caller's; null for the default one.</param>
    /// <exception cref="ChainOptionsException">The options are wrong.</exception>
    public static EvmChain Create(EvmChainOptions options, TimeProvider time, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ChainOptionsException.ThrowIfAny(options.Validate());
        var http = new HttpClient(handler ?? DefaultHandler(options), disposeHandler: handler is null)
        {
            // Each question has its own time limits.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
        };
        var endpoints = options.Endpoints.Select((_, place) => new RpcEndpoint(options, place, http, time)).ToArray();
        var probe = endpoints.Length > 1 ? new HealthProbe(endpoints, options.ProbeInterval, time) : null;
        return new(options, new(options, endpoints, time), http, probe);
    }

    /// <inheritdoc/>
    public async Task<T> Request<T>(RpcCall<T> call, CancellationToken cancel = default) =>
        (await _pool.Ask([call], null, cancel))[0].Value;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RpcOutcome<T>>> Batch<T>(
        IReadOnlyList<RpcCall<T>> calls,
        CancellationToken cancel = default
    )
    {
        var outcomes = new List<RpcOutcome<T>>(calls.Count);
        foreach (var chunk in calls.Chunk(_options.MaxBatch))
        {
            var answers = await _pool.Ask(chunk, null, cancel);
            outcomes.AddRange(answers);
            // Where nobody answers, each further chunk would wait out the overall time as well.
            if (answers.All(answer => answer.Error is RpcUnavailableException))
                break;
        }
        while (outcomes.Count < calls.Count)
            outcomes.Add(outcomes[^1]);
        return outcomes;
    }

    /// <summary>Closes connections and stops probing; a single endpoint's view has nothing of its own to close.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_probe is not null)
            await _probe.DisposeAsync();
        _http?.Dispose();
    }

    private static SocketsHttpHandler DefaultHandler(EvmChainOptions options) =>
        new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.RequestTimeout,
            // Providers move their names to other addresses; an old connection would never notice.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            AllowAutoRedirect = false,
            UseCookies = false,
        };
}
