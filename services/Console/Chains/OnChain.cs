using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Console;

/// <summary>Reads the network's chains: what a form needs to know before anything is signed.</summary>
internal sealed class OnChain(ConsoleSettings settings, TimeProvider time) : IAsyncDisposable
{
    private readonly Dictionary<ChainPlace, ConfiguredChain> _chains = settings.Chains.ToDictionary(
        chain => chain,
        chain => new ConfiguredChain(
            chain.Settings,
            chain.Place,
            EvmChain.Create(
                chain.Settings.ClientOptions(chain.Place) with
                {
                    WebSocket = null,
                    RequestTimeout = TimeSpan.FromSeconds(4),
                    OverallTimeout = TimeSpan.FromSeconds(8),
                },
                time
            )
        )
    );

    public IReadOnlyList<ChainPlace> All => settings.Chains;

    public ChainPlace? Hub => settings.Chains.FirstOrDefault(chain => chain.Settings.Hub is not null);

    public IEnumerable<ChainPlace> Satellites => settings.Chains.Where(chain => chain.Settings.Satellite is not null);

    /// <summary>Calls a view.</summary>
    /// <exception cref="UpstreamException">The chain cannot be read, or the view reverts: the message says why.</exception>
    public Task<T> ReadAsync<T>(ChainPlace chain, Address contract, IAbiCall<T> call, CancellationToken ct) =>
        AskAsync(
            chain,
            async rpc => call.ReadResult(await rpc.Call(new(contract, call.Encode()), BlockRef.Latest, ct))
        );

    /// <summary>Calls a view of a contract that may not have it, or may revert.</summary>
    /// <returns>Null where it does.</returns>
    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public Task<T?> TryReadAsync<T>(ChainPlace chain, Address contract, IAbiCall<T> call, CancellationToken ct)
        where T : struct =>
        AskAsync<T?>(
            chain,
            async rpc =>
            {
                try
                {
                    return call.ReadResult(await rpc.Call(new(contract, call.Encode()), BlockRef.Latest, ct));
                }
                catch (Exception error) when (error is CallRevertedException or AbiException)
                {
                    return null;
                }
            }
        );

    /// <summary>What the account has of a token; the zero address is the native coin.</summary>
    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public Task<U256> BalanceAsync(ChainPlace chain, Address token, Address account, CancellationToken ct) =>
        token.IsZero
            ? AskAsync(chain, rpc => rpc.GetBalance(account, BlockRef.Latest, ct))
            : ReadAsync(chain, token, new Protocol.Bindings.QLiquidToken.BalanceOfCall(account), ct);

    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public Task<bool> IsContractAsync(ChainPlace chain, Address account, CancellationToken ct) =>
        AskAsync(chain, async rpc => (await rpc.GetCode(account, BlockRef.Latest, ct)).Length > 0);

    /// <summary>Runs it without sending it.</summary>
    /// <exception cref="UpstreamException">It would revert, or the chain cannot be read: the message says why.</exception>
    public Task<byte[]> TryOutAsync(Order order, Address from, CancellationToken ct) =>
        AskAsync(order.Chain, rpc => rpc.Call(new(order.To, order.Data, from, order.Value), BlockRef.Latest, ct));

    /// <summary>Null while the transaction is not in a block.</summary>
    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public Task<TransactionReceipt?> ReceiptAsync(ChainPlace chain, B256 transaction, CancellationToken ct) =>
        AskAsync(chain, rpc => rpc.GetReceipt(transaction, ct));

    /// <summary>The time of the newest block.</summary>
    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public Task<DateTimeOffset> TimeAsync(ChainPlace chain, CancellationToken ct) =>
        AskAsync(
            chain,
            async rpc =>
                DateTimeOffset.FromUnixTimeSeconds((long)((await rpc.GetHeader(BlockRef.Latest, ct))?.Timestamp ?? 0))
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var chain in _chains.Values)
            await chain.Rpc.DisposeAsync();
    }

    private async Task<T> AskAsync<T>(ChainPlace chain, Func<IEvmChain, Task<T>> ask)
    {
        var configured = _chains[chain];
        try
        {
            return await ask(configured.Rpc);
        }
        catch (CallRevertedException reverted)
        {
            throw UpstreamException.Reverts(chain.Name, reverted);
        }
        catch (Exception error) when (error is RpcException or EvmDataException or AbiException)
        {
            throw UpstreamException.Unreadable(chain.Name, configured.Explain(error), error);
        }
    }
}
