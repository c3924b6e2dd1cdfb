using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>What is wrong with what was typed, told at the field. Pure.</summary>
internal static class InputRules
{
    private const int Digits = 42;

    /// <returns>What is wrong, or null.</returns>
    public static string? Receiver(string? text, out Address receiver)
    {
        receiver = default;
        var address = (text ?? "").Trim();
        if (address.Length == 0)
            return "Expected the address that gets it.";
        try
        {
            receiver = Address.Parse(address);
        }
        catch (FormatException wrong)
        {
            return address.Length == Digits && wrong.Message.Contains("checksum", StringComparison.Ordinal)
                ? "The case of its letters (EIP-55) says that a character is wrong. Copy the address again."
                : "Expected 0x and 40 hex digits.";
        }
        return receiver.IsZero ? "Nobody has the key of the zero address: what it gets is lost." : null;
    }

    /// <summary>Whether the account can pay what leaves it; gas comes on top of native coin.</summary>
    /// <param name="has">By token, the zero address being the native coin.</param>
    /// <returns>What is missing, or null.</returns>
    public static string? Funds(
        Quote quote,
        IReadOnlyDictionary<Address, U256> has,
        ChainSelector chain,
        IReadOnlyList<TokenInfo> tokens
    )
    {
        foreach (var total in quote.Totals)
            if (
                has.TryGetValue(total.Token, out var balance)
                && (balance < total.Amount || (total.Token.IsZero && balance == total.Amount))
            )
                return $"You have {Units.Show(balance, chain, total.Token, tokens)}; this takes "
                    + $"{Units.Show(total.Amount, chain, total.Token, tokens)}{(total.Token.IsZero ? ", and gas comes on top" : "")}.";
        return null;
    }

    /// <returns>The limit that stands in the way longest, in a sentence; null if none does.</returns>
    public static string? Limit(Quote quote) =>
        quote.Limits.FirstOrDefault(limit => !limit.AtOnce && limit.Until is null) is { } never
            ? $"It would wait for a human: {never.Detail}"
        : quote.Limits.Where(limit => !limit.AtOnce).MaxBy(limit => limit.Until) is { } later
            ? $"It would wait: {later.Detail}"
        : null;
}
