using System.Globalization;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>Amounts as people write them. They are whole numbers of the smallest unit, and are cut, never rounded.</summary>
public static class Units
{
    public const int NativeDecimals = 18;
    private const int ShownDigits = 6;

    /// <summary>1500000000000000000 with 18 decimals → 1.5; what is cut is marked, and a tiny amount keeps two digits.</summary>
    public static string Show(U256 amount, int decimals, int digits = ShownDigits)
    {
        var text = amount.ToString().PadLeft(decimals + 1, '0');
        var whole = Grouped(text[..^decimals]);
        var rest = text[^decimals..].TrimEnd('0');
        if (decimals == 0 || rest.Length == 0)
            return whole;
        var shown = rest[..Math.Min(digits, rest.Length)].TrimEnd('0');
        if (shown.Length == 0 && whole == "0")
            return $"0.{rest[..Math.Min(rest.Length, rest.Length - rest.TrimStart('0').Length + 2)]}";
        return rest.Length > digits ? $"{whole}.{(shown.Length == 0 ? "0" : shown)}…" : $"{whole}.{shown}";
    }

    /// <summary>With its symbol; in the smallest unit where the token is not known.</summary>
    public static string Show(U256 amount, ChainSelector chain, Address token, IEnumerable<TokenInfo> tokens) =>
        Find(chain, token, tokens) is { } known ? $"{Show(amount, known.Decimals)} {known.Symbol}"
        : token.IsZero ? $"{Show(amount, NativeDecimals)} native"
        : $"{amount} units of {Words.Brief($"{token}")}";

    /// <summary>All digits, for whoever wants to know exactly.</summary>
    public static string Exact(U256 amount, ChainSelector chain, Address token, IEnumerable<TokenInfo> tokens) =>
        $"{Show(amount, Find(chain, token, tokens)?.Decimals ?? NativeDecimals, 80)}, {amount} units";

    /// <summary>US dollars with 18 decimals, cut to cents; less than a cent says so.</summary>
    public static string Dollars(U256 usd)
    {
        var cents = U256.DivRem(usd, 10_000_000_000_000_000UL).Quotient;
        if (cents.IsZero)
            return usd.IsZero ? "$0.00" : "under $0.01";
        var text = cents.ToString().PadLeft(3, '0');
        return $"${Grouped(text[..^2])}.{text[^2..]}";
    }

    /// <summary>1.5 with 18 decimals → 1500000000000000000.</summary>
    /// <returns>What is wrong with the text, or null.</returns>
    public static string? Read(string? text, int decimals, out U256 amount)
    {
        amount = default;
        var parts = (text ?? "").Trim().Replace(',', '.').Split('.');
        if (parts.Length > 2 || parts.Any(part => !part.All(char.IsAsciiDigit)) || parts.All(part => part.Length == 0))
            return "Expected a number such as 1.5.";
        var fraction = parts.Length == 2 ? parts[1].TrimEnd('0') : "";
        if (fraction.Length > decimals)
            return string.Create(CultureInfo.InvariantCulture, $"Expected at most {decimals} digits after the point.");
        if (!U256.TryParse((parts[0] + fraction.PadRight(decimals, '0')).TrimStart('0').PadLeft(1, '0'), out amount))
            return "Expected a number below 2^256.";
        return amount.IsZero ? "Expected more than zero." : null;
    }

    public static TokenInfo? Find(ChainSelector chain, Address token, IEnumerable<TokenInfo> tokens) =>
        tokens.FirstOrDefault(info => info.Chain == chain && info.Token == token);

    private static string Grouped(string digits)
    {
        // A narrow space that does not break, as ISO 31-0 has it.
        for (var at = digits.Length - 3; at > 0; at -= 3)
            digits = digits.Insert(at, "\u202f");
        return digits;
    }
}
