using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What quotes share and ask for once in a moment, so that a quote itself is one round trip to its own chain.</summary>
public sealed class QuoteViews(IDocumentStore store, LaneClock clock, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    private readonly Kept<(ChainSelector, ChainSelector, Address), HubView> _hubs = new(Moment, time);
    private readonly Kept<ChainSelector, CcipView> _ccip = new(TimeSpan.FromHours(1), time);
    private readonly Kept<(ChainSelector, string), ChainAnswers> _others = new(Moment, time);
    private readonly Kept<(ChainSelector, PostingKind), RecentGas> _gas = new(Moment, time);
    private readonly Kept<(QuoteKind, Lane), LaneTimes> _times = new(Moment, time);

    /// <exception cref="QuoteException">The hub does not say.</exception>
    public Task<HubView> HubAsync(ConfiguredChain hub, ConfiguredChain source, Address asset) =>
        SaidAsync(
            hub,
            hub.Settings.Hub ?? Address.Zero,
            () => _hubs.GetAsync((hub.Selector, source.Selector, asset), () => HubView.ReadAsync(hub, source, asset))
        );

    /// <exception cref="QuoteException">The chain does not say.</exception>
    public Task<CcipView> CcipAsync(ConfiguredChain chain) =>
        SaidAsync(chain, chain.Settings.OnRamp, () => _ccip.GetAsync(chain.Selector, () => CcipView.ReadAsync(chain)));

    /// <summary>One call to the chain at the other end.</summary>
    /// <exception cref="QuoteException">The chain does not say.</exception>
    public Task<ChainAnswers> OtherAsync(ConfiguredChain chain, Address contract, byte[] call) =>
        SaidAsync(
            chain,
            contract,
            () =>
                _others.GetAsync(
                    (chain.Selector, $"{contract}{Hex.Encode(call)}"),
                    () => ChainAnswers.AskAsync(chain, [(contract, call)], CancellationToken.None)
                )
        );

    public Task<RecentGas> GasAsync(ConfiguredChain chain, PostingKind kind) =>
        _gas.GetAsync(
            (chain.Selector, kind),
            () => RecentGas.ReadAsync(store, chain.Selector, kind, CancellationToken.None)
        );

    public Task<LaneTimes> TimesAsync(QuoteKind way, Lane lane) =>
        _times.GetAsync((way, lane), () => clock.ReadAsync(way, lane));

    private static async Task<T> SaidAsync<T>(ConfiguredChain chain, Address contract, Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is RpcException or AbiException)
        {
            throw QuoteException.Of(error, chain, contract);
        }
    }
}
