using System.Numerics;
using System.Text.RegularExpressions;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>How amounts of a stake's asset are told: exact, without trailing zeros.</summary>
/// <param name="Decimals">Of the asset on its own chain; 0 tells its smallest unit.</param>
public sealed partial record AssetUnit(string Symbol, int Decimals)
{
    // The liquid token's (IQLiquidToken).
    private const int ShareDecimals = 18;

    /// <summary>Native coins have 18 decimals on every chain; of a token nothing is known but its address.</summary>
    public static AssetUnit Unnamed(Address asset) => asset.IsZero ? new("native", 18) : new($"units of {asset}", 0);

    public string Show(Assets amount) => $"{Decimal(amount.Value, Decimals)} {Symbol}";

    public static string Show(Shares shares) => $"{Decimal(shares.Value, ShareDecimals)} shares";

    /// <summary>A guard's sentence, which counts in the smallest unit. Shorter numbers may be blocks or sequence numbers.</summary>
    public string In(string sentence) =>
        Decimals == 0 ? sentence : Amount().Replace(sentence, found => Show(new Assets(U256.Parse(found.Value))));

    private static string Decimal(U256 amount, int decimals)
    {
        var (whole, rest) = BigInteger.DivRem(amount, BigInteger.Pow(10, decimals));
        return rest.IsZero ? $"{whole}" : $"{whole}.{rest.ToString().PadLeft(decimals, '0').TrimEnd('0')}";
    }

    /// <summary>No part of a hash, and no selector of a lane.</summary>
    [GeneratedRegex(@"(?<![\w-])\d{13,77}(?![\w-])")]
    private static partial Regex Amount();
}
