using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>
/// Where the locked units of one asset of one satellite are, by the contracts' counters, never by balances
/// (protocol, solvency). All in the hub's 18 decimals.
/// </summary>
/// <param name="Locked">The satellite's counter.</param>
/// <param name="Backing">The hub's counter of what stands behind minted shares.</param>
/// <param name="Received">Of roots the hub has received, what is not minted yet.</param>
/// <param name="InFlight">Of roots the satellite has sent, what the hub has not received.</param>
public sealed record AssetBalance(string Chain, Address Asset, U256 Locked, U256 Backing, U256 Received, U256 InFlight)
{
    public bool Holds => Locked == Backing + Received + InFlight;

    /// <param name="chain">The satellite's chain.</param>
    /// <param name="asset">The asset.</param>
    /// <param name="locked">In the asset's own decimals, as the roots are.</param>
    /// <param name="backing">In 18 decimals.</param>
    /// <param name="roots">Each root once: what it carries, and of that what has been minted; null if it has not arrived.</param>
    /// <param name="decimals">The asset's own, 18 at most.</param>
    public static AssetBalance Of(
        string chain,
        Address asset,
        U256 locked,
        U256 backing,
        IReadOnlyCollection<(U256 Total, U256? Consumed)> roots,
        int decimals
    )
    {
        U256 unit = 1;
        for (var i = decimals; i < Units.Decimals; i++)
        {
            unit *= 10;
        }

        return new AssetBalance(
            chain,
            asset,
            locked * unit,
            backing,
            Sum(roots.Where(root => root.Consumed is not null).Select(root => root.Total - root.Consumed!.Value))
                * unit,
            Sum(roots.Where(root => root.Consumed is null).Select(root => root.Total)) * unit
        );
    }

    private static U256 Sum(IEnumerable<U256> amounts) => amounts.Aggregate(U256.Zero, (sum, amount) => sum + amount);
}
