using System.Text.RegularExpressions;

namespace QLStake.Console;

/// <summary>How a quote's figures are told.</summary>
public static partial class QuoteTexts
{
    public static string Time(LaneTimes times) =>
        times switch
        {
            { Samples: 1, P50Seconds: { } only } => $"The last one took {Seconds(only)}.",
            { Samples: > 1, P50Seconds: { } half, P90Seconds: { } most } =>
                $"Of the last {times.Samples}, half took under {Seconds(half)} and nine in ten under {Seconds(most)}.",
            _ =>
                "Nobody has gone this way lately, so how long it takes is not known: as a rule the source chain's finality, "
                    + "and a minute or two for CCIP.",
        };

    /// <summary>A sentence of the services with amounts in whole units; those of an asset with other decimals than a hub's stay as they are.</summary>
    public static string Amounts(string detail, TokenInfo? asset) =>
        asset is { Decimals: Units.NativeDecimals, Symbol: var symbol }
            ? SmallestUnits()
                .Replace(detail, number => $"{Units.Show(U256.Parse(number.Value), Units.NativeDecimals)} {symbol}")
            : detail;

    private static string Seconds(double seconds) => Words.Duration(TimeSpan.FromSeconds(seconds));

    [GeneratedRegex(@"\b[0-9]{13,}\b")]
    private static partial Regex SmallestUnits();
}
