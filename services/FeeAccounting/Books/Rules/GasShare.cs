namespace QLStake.FeeAccounting;

/// <summary>Splits a transaction's cost over those who share it, so that the shares sum up to it exactly.</summary>
public static class GasShare
{
    /// <summary>Equal shares rounded down; the first bears the remainder.</summary>
    public static U256 Of(U256 total, ulong count, int index)
    {
        var (share, remainder) = U256.DivRem(total, count);
        return index == 0 ? share + remainder : share;
    }
}
