using System.Net;

namespace QLStake.Evm;

/// <summary>One endpoint: single attempts, its chain checked before the first, its failures remembered.</summary>
internal sealed class RpcEndpoint(EvmChainOptions options, int place, HttpClient http, TimeProvider time)
{
    private readonly Uri _url = options.Endpoints[place];
    private readonly EndpointRecord _record = new(options.FailuresToOpen);
    private long _lastId;
    private volatile bool _isOurChain;

    /// <summary>Host and port: the rest of a provider's URL is a key.</summary>
    public string Host => _url.Authority;

    public EndpointHealth Health => _record.Health(Host);

    /// <summary>One attempt. The outcomes are in the order of the calls; a failure of the whole exchange is every call's.</summary>
    public async Task<RpcOutcome<T>[]> Ask<T>(
        IReadOnlyList<RpcCall<T>> calls,
        RpcCondition? condition,
        CancellationToken cancel
    )
    {
        try
        {
            if (!_isOurChain)
                await CheckChain(cancel);
            if (condition is not null && options.MaxBatch == 1)
            {
                await AskAlone(condition, cancel);
                condition = null;
            }
            var outcomes = await Exchange(calls, condition, cancel);
            Remember(
                outcomes.Select(outcome => outcome.Error).FirstOrDefault(error => error is LimitExceededException)
            );
            return outcomes;
        }
        catch (RpcException e)
        {
            Remember(e);
            return [.. calls.Select(_ => new RpcOutcome<T>(e))];
        }
    }

    /// <summary>Asks for the head, and after a failure for the chain id as well, so that an endpoint that came back, or fell behind, is noticed.</summary>
    public async Task Probe(CancellationToken cancel)
    {
        var head = (await Ask([EthCalls.BlockNumber], null, cancel))[0];
        if (head.Error is null)
            _record.Reached(head.Value);
    }

    private async Task CheckChain(CancellationToken cancel)
    {
        var found = (await Exchange([EthCalls.ChainId], null, cancel))[0].Value;
        if (found != options.ChainId)
            throw new WrongChainException(
                options.ChainId,
                found,
                Host,
                options.EndpointSetting(place),
                options.Setting("ChainId")
            );
        _isOurChain = true;
    }

    /// <summary>For endpoints that know no batches; the answer may be of another moment, which is the best there is.</summary>
    private async Task AskAlone(RpcCondition condition, CancellationToken cancel)
    {
        var alone = new RpcCall<string?>(condition.Method, condition.WriteParams, condition.Problem);
        if ((await Exchange([alone], null, cancel))[0].Value is { } problem)
            throw new NotThereYetException($"{condition.Method} at {Host}: {problem}");
    }

    private async Task<RpcOutcome<T>[]> Exchange<T>(
        IReadOnlyList<RpcCall<T>> calls,
        RpcCondition? condition,
        CancellationToken cancel
    )
    {
        var firstId = Interlocked.Add(ref _lastId, calls.Count + 1) - calls.Count;
        var exchange = new RpcExchange<T>(Host, firstId, calls, condition);
        using var activity = EvmTelemetry.StartExchange(options.Name, exchange.Method, Host, calls.Count);
        var start = time.GetTimestamp();
        RpcException? problem = null;
        try
        {
            using var answer = await Post(exchange.Write(), exchange.Method, cancel);
            var outcomes = Read(exchange, answer);
            problem = outcomes.Select(outcome => outcome.Error).FirstOrDefault(error => error is not null);
            return outcomes;
        }
        catch (RpcException e)
        {
            problem = e;
            throw;
        }
        finally
        {
            EvmTelemetry.Exchanged(options.Name, exchange.Method, Host, problem, time.GetElapsedTime(start), activity);
        }
    }

    private RpcOutcome<T>[] Read<T>(RpcExchange<T> exchange, HttpAnswer answer)
    {
        if (HttpStatusRules.Problem(answer, exchange.Method, Host, options.EndpointSetting(place), time) is { } problem)
            throw problem;
        try
        {
            return exchange.Read(answer.Body);
        }
        catch (RpcMalformedException e) when (answer.Status != HttpStatusCode.OK)
        {
            throw new RpcTransportException(
                $"{exchange.Method} at {Host}: HTTP {(int)answer.Status}",
                retryable: false,
                inner: e
            );
        }
    }

    private async Task<HttpAnswer> Post(ReadOnlyMemory<byte> body, string method, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return await HttpAnswer.Post(http, _url, body, options.MaxResponseBytes, either.Token);
        }
        // Ours, or the transport's own for connecting.
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new RpcTransportException(
                $"{method} at {Host}: no answer within {options.RequestTimeout}",
                retryable: true,
                inner: e
            );
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new RpcTransportException($"{method} at {Host}: {e.Message}", retryable: true, inner: e);
        }
    }

    private void Remember(RpcException? failure)
    {
        if (failure is RpcTransportException or RpcMalformedException or WrongChainException or LimitExceededException)
        {
            // Behind a failure there may be a restart as another chain.
            if (failure is not LimitExceededException)
                _isOurChain = false;
            _record.Failed(failure.Message, atOnce: failure is WrongChainException);
        }
        else
        {
            _record.Answered();
        }
    }
}
