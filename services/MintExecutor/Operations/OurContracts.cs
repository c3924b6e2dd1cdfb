using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The hubs and satellites of the configuration: nothing else is ever called.</summary>
internal sealed class OurContracts(IReadOnlyList<ChainSettings> chains)
{
    /// <summary>Why the executor would not make such a call, or null.</summary>
    public string? Problem(OperationOrder order)
    {
        var chain = chains.FirstOrDefault(chain => chain.Selector == order.Chain);
        var (what, ours) = order.IsForHub() ? ("hub", chain?.Hub) : ("satellite", chain?.Satellite);
        return ours is { } contract && contract == order.To
            ? null
            : $"Expected the {what} of chain {order.Chain}, {(ours is null ? "none is configured" : $"{ours}")}; "
                + $"found {order.To}. Correct QLStake:Chains.";
    }
}
