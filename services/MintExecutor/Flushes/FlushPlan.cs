using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>Which open batches of a chain are looked after, and on what terms.</summary>
/// <param name="Stakes">Terms of stakes; null where batching is not configured.</param>
/// <param name="Assets">What is staked on this chain.</param>
/// <param name="Known">All of it but a hub that only the satellite knows.</param>
internal sealed record FlushPlan(
    ServedChain Chain,
    FlushTerms? Stakes,
    FlushTerms Refunds,
    IReadOnlyList<Address> Assets,
    IReadOnlyList<FlushTarget> Known
)
{
    /// <exception cref="ConfigurationException">A setting is unreadable or out of range; the message names it.</exception>
    public static FlushPlan Of(ServedChain chain, IReadOnlyList<ChainSettings> all, IConfiguration configuration)
    {
        var own = BatchingSettings.Read(configuration, chain.Selector);
        var stakes = own.Stakes is null
            ? []
            : all.Where(other => other.Hub is not null)
                .SelectMany(other => ToHub(chain, other.Selector, other.Hub!.Value, own.Assets));
        var refunds = all.Where(other => chain.Hub is not null && other.Satellite is not null)
            .SelectMany(other =>
                BatchingSettings
                    .Read(configuration, other.Selector)
                    .Assets.Select(asset => new FlushTarget(
                        OperationKind.FlushRefunds,
                        chain.Selector,
                        chain.Hub!.Value,
                        other.Selector,
                        other.Satellite!.Value,
                        asset
                    ))
            );
        return new(chain, own.Stakes, own.Refunds, own.Assets, [.. stakes, .. refunds]);
    }

    public FlushTerms TermsOf(FlushTarget target) => target.Kind == OperationKind.Flush ? Stakes! : Refunds;

    /// <summary>The satellite's stakes for a hub.</summary>
    public IEnumerable<FlushTarget> ToHub(ChainSelector selector, Address hub) =>
        Stakes is null ? [] : ToHub(Chain, selector, hub, Assets);

    private static IEnumerable<FlushTarget> ToHub(
        ServedChain chain,
        ChainSelector selector,
        Address hub,
        IReadOnlyList<Address> assets
    ) =>
        chain.Satellite is { } satellite
            ? assets.Select(asset => new FlushTarget(
                OperationKind.Flush,
                chain.Selector,
                satellite,
                selector,
                hub,
                asset
            ))
            : [];
}
