using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.ChainWatcher;

/// <summary>All three kinds of news leave, in a log of their chain.</summary>
internal static class WatcherMessages
{
    public static ShippingMap Map(IEnumerable<ChainSettings> chains) =>
        new ShippingMap(ServiceNames.ChainWatcher, [.. chains.Select(chain => chain.Selector.ToString())])
            .Ship<BlockObserved>(news => news.Chain.ToString())
            .Ship<ChainFinalized>(news => news.Chain.ToString())
            .Ship<ChainReorged>(news => news.Chain.ToString());
}
