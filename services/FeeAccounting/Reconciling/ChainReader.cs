using System.Collections.Concurrent;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.FeeAccounting;

/// <summary>Reads what the books are compared with, all of it at one final block.</summary>
public sealed class ChainReader
{
    private readonly ConcurrentDictionary<ChainSelector, Address> _wrapped = [];

    /// <param name="tokens">In which the books have postings.</param>
    /// <param name="carriers">Accounts whose balances are asked for.</param>
    /// <exception cref="ReconcileException">The chain does not say.</exception>
    public async Task<ChainSight> ReadAsync(
        ConfiguredChain chain,
        ulong height,
        IEnumerable<Address> tokens,
        IEnumerable<Address> carriers,
        ulong messagesFrom,
        CancellationToken ct
    )
    {
        try
        {
            var at = BlockRef.Number(height);
            var header =
                await chain.Rpc.GetHeader(at, ct)
                ?? throw ReconcileException.Of(chain, $"block {height}, which is final there", "no such block");
            var counters = await CountersAsync(chain, at, tokens, ct);
            var messages = await MessagesAsync(chain, messagesFrom, height, ct);
            var balances = new Dictionary<Address, U256>();
            foreach (var carrier in carriers)
                balances[carrier] = await chain.Rpc.GetBalance(carrier, at, ct);
            return new(
                new(height, header.Hash, header.Timestamp),
                counters,
                messages,
                balances,
                await WrappedAsync(chain, ct)
            );
        }
        catch (Exception error) when (error is RpcException or EvmDataException)
        {
            throw new ReconcileException(chain.Explain(error), error);
        }
    }

    private static async Task<IReadOnlyList<Counter>> CountersAsync(
        ConfiguredChain chain,
        BlockRef at,
        IEnumerable<Address> tokens,
        CancellationToken ct
    )
    {
        if (chain.Settings.Satellite is not { } satellite)
            return [];
        var link = QLStakeSatellite.LinkCall.DecodeResult(
            await chain.Rpc.Call(new(satellite, new QLStakeSatellite.LinkCall().Encode()), at, ct)
        );
        var questions = SatelliteCounters.Of([.. tokens.Append(Address.Zero).Append(link).Distinct().Order()]);
        var answers = await chain.Rpc.CallMany(
            [.. questions.SelectMany(question => question.Calls).Select(call => new CallRequest(satellite, call))],
            at,
            ct
        );
        var next = 0;
        return
        [
            .. questions.Select(question =>
            {
                var value = U256.Zero;
                foreach (var _ in question.Calls)
                    value += U256.ReadBigEndian(answers[next++].Value);
                return new Counter(question.What, question.Token, value, question.Accounts);
            }),
        ];
    }

    private static async Task<IReadOnlyList<PaidMessage>> MessagesAsync(
        ConfiguredChain chain,
        ulong from,
        ulong to,
        CancellationToken ct
    )
    {
        if (from > to)
            return [];
        var query = LogQuery.Range(from, to) with
        {
            Addresses = [chain.Settings.OnRamp],
            Topics =
            [
                [OnRamp.CCIPMessageSent.Topic],
            ],
        };
        var messages = new List<PaidMessage>();
        foreach (var log in await chain.Rpc.GetLogs(query, ct))
            if (OnRamp.CCIPMessageSent.TryDecode(log, out var sent) && IsOurs(chain.Settings, sent!.Message))
                messages.Add(
                    new(
                        new(sent.Message.Header.MessageId),
                        log.TransactionHash,
                        log.BlockNumber,
                        sent.Message.FeeToken,
                        sent.Message.FeeTokenAmount
                    )
                );
        return messages;
    }

    /// <summary>What our contracts send, and whatever carries our liquid token.</summary>
    private static bool IsOurs(ChainSettings chain, OnRamp.EVM2AnyRampMessage message) =>
        message.Sender == chain.Satellite
        || message.Sender == chain.Hub
        || message.TokenAmounts.Any(token => chain.Pools.Contains(token.SourcePoolAddress));

    private async Task<Address?> WrappedAsync(ConfiguredChain chain, CancellationToken ct)
    {
        if (_wrapped.TryGetValue(chain.Selector, out var known))
            return known;
        if ((chain.Settings.Satellite ?? chain.Settings.Hub) is not { } ours)
            return null;
        var router = QLStakeHub.RouterCall.DecodeResult(
            await chain.Rpc.Call(new(ours, new QLStakeHub.RouterCall().Encode()), BlockRef.Latest, ct)
        );
        var wrapped = Router.GetWrappedNativeCall.DecodeResult(
            await chain.Rpc.Call(new(router, new Router.GetWrappedNativeCall().Encode()), BlockRef.Latest, ct)
        );
        return _wrapped[chain.Selector] = wrapped;
    }
}
