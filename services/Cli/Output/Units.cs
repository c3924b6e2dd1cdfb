using System.Numerics;
using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>Amounts as people write them, such as 1.5, and as contracts count them, in the smallest unit.</summary>
public static class Units
{
    /// <summary>Of native coins, of LINK, and of the hub's ledger.</summary>
    public const int Decimals = 18;

    /// <exception cref="CliException">Not a positive decimal number with at most that many decimals.</exception>
    public static U256 Parse(string text, int decimals = Decimals)
    {
        var parts = text.Split('.');
        var fraction = parts.Length == 2 ? parts[1] : "";
        var digits = parts[0] + fraction.PadRight(decimals, '0');
        return
            parts.Length <= 2
            && parts[0].Length > 0
            && fraction.Length <= decimals
            && digits.All(char.IsAsciiDigit)
            && U256.TryParse(digits, out var amount)
            && amount > U256.Zero
            ? amount
            : throw new CliException(
                $"Expected an amount above zero such as 1.5, with at most {decimals} decimals, found '{text}'."
            );
    }

    /// <summary>Exact, without trailing zeros.</summary>
    public static string Show(U256 amount, int decimals = Decimals)
    {
        var (whole, rest) = BigInteger.DivRem(amount, BigInteger.Pow(10, decimals));
        var fraction = rest.IsZero ? "" : $".{rest.ToString().PadLeft(decimals, '0').TrimEnd('0')}";
        return $"{whole}{fraction}";
    }

    /// <summary>Native coin as such; of any other asset its smallest units, since its decimals are not known here.</summary>
    public static string Show(Address asset, Assets amount) =>
        asset == default ? $"{Show(amount.Value)} native coin" : $"{amount} units of {asset}";
}
