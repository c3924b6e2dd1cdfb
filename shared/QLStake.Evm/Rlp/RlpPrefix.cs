namespace QLStake.Evm;

/// <summary>The limits of RLP's two prefix forms.</summary>
internal static class RlpPrefix
{
    /// <summary>Up to this many payload bytes, the length is part of the prefix byte itself.</summary>
    public const int LongestShort = 55;
}
