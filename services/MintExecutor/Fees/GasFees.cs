using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.MintExecutor;

/// <summary>EIP-1559 fees in wei per gas.</summary>
internal readonly record struct GasFees(Wei Max, Wei Priority);

/// <summary>What to offer for gas. The ceiling delays a transaction and never drops it.</summary>
internal static class FeeRule
{
    /// <summary>Nodes commonly demand 10 % for a replacement; an eighth is above it and exact in integers.</summary>
    private const uint BumpDivisor = 8;

    /// <summary>Room for two base fee rises of an eighth in each of five blocks (EIP-1559) before a replacement is needed.</summary>
    private const uint BaseFeeRoom = 2;

    public const int Blocks = 5;
    public static IReadOnlyList<double> Percentiles { get; } = [50];

    /// <summary>Null while even the next base fee with a tip is above the ceiling.</summary>
    public static GasFees? Propose(FeeHistory history, Wei ceiling)
    {
        var tip = Median([.. history.PriorityFees.Select(row => row[0])]);
        var baseFee = history.BaseFees[^1];
        return baseFee + tip > ceiling.Value
            ? null
            : new GasFees(new(U256.Min(baseFee * BaseFeeRoom + tip, ceiling.Value)), new(tip));
    }

    /// <summary>Null while the ceiling leaves no room for a replacement that a node would take.</summary>
    /// <param name="proposed">What would be offered for a new transaction now; null where that is above the ceiling.</param>
    public static GasFees? Bump(GasFees last, GasFees? proposed, Wei ceiling)
    {
        var max = U256.Max(Raised(last.Max.Value), proposed?.Max.Value ?? U256.Zero);
        var tip = U256.Max(Raised(last.Priority.Value), proposed?.Priority.Value ?? U256.Zero);
        return max > ceiling.Value ? null : new GasFees(new(max), new(U256.Min(tip, max)));
    }

    private static U256 Raised(U256 fee) => fee + fee / BumpDivisor + U256.One;

    private static U256 Median(U256[] tips)
    {
        if (tips.Length == 0)
            return U256.One;
        Array.Sort(tips);
        // Quiet chains report no tips at all; a tip of nothing may be left out of blocks.
        return U256.Max(tips[tips.Length / 2], U256.One);
    }
}
