using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>
/// On what terms open batches are sent: section <c>QLStake:Executor:Batching</c>, each setting of it overridden for one chain by
/// <c>QLStake:Executor:Batching:Chains:{selector}</c>.
/// </summary>
/// <param name="Stakes">Null without <c>MaxWait</c>: batches of stakes are then left to others.</param>
/// <param name="Refunds">Of batches that leave this chain's hub; always on.</param>
/// <param name="Assets">What may wait in a batch of this chain; the native coin where nothing is configured.</param>
internal sealed record BatchingSettings(FlushTerms? Stakes, FlushTerms Refunds, IReadOnlyList<Address> Assets)
{
    /// <summary>The contracts' own limit (<c>QLMessages.MAX_LEAVES</c>).</summary>
    private const uint MostLeaves = 1_024;

    private const string Amount = "an amount in wei";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    /// <exception cref="ConfigurationException">A setting is unreadable or out of range; the message names it.</exception>
    public static BatchingSettings Read(IConfiguration configuration, ChainSelector chain)
    {
        var common = configuration.GetSection("QLStake:Executor:Batching");
        var section = new Overridden(common, common.GetSection($"Chains:{chain}"));
        var terms = new FlushTerms(
            section.Parsed("RefundMaxWait", "a duration up to 7 days", Duration) ?? TimeSpan.FromSeconds(30),
            section.Parsed("FullAt", $"a whole number from 1 to {MostLeaves}", Count) ?? 1_000,
            section.Parsed("CheapBelow", Amount, Wei),
            section.Parsed("MaxTopUp", Amount, Wei) ?? new(1_000_000_000_000_000_000UL)
        );
        var stakes = section.Parsed("MaxWait", "a duration up to 7 days", Duration) is { } wait
            ? terms with
            {
                MaxWait = wait,
            }
            : null;
        // A refund is not kept waiting for company longer than its own promise, nor sent before.
        return new(stakes, terms with { CheapBelow = null }, section.Many("Assets", "an asset's address"));
    }

    private static TimeSpan? Duration(string text) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value)
        && value >= TimeSpan.Zero
        && value <= Longest
            ? value
            : null;

    private static uint? Count(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value is >= 1 and <= MostLeaves
            ? value
            : null;

    private static Wei? Wei(string text) => U256.TryParse(text, out var value) ? new Wei(value) : null;

    private sealed record Overridden(IConfigurationSection Common, IConfigurationSection Own)
    {
        public T? Parsed<T>(string name, string expected, Func<string, T?> parse)
            where T : struct
        {
            var section = Own[name] is { Length: > 0 } ? Own : Common;
            return section[name] is { Length: > 0 } text ? parse(text) ?? throw Wrong(section[name]) : null;

            ConfigurationException Wrong(string? found) =>
                ConfigurationException.Of($"{section.Path["QLStake:".Length..]}:{name}", expected, found);
        }

        public List<Address> Many(string name, string expected)
        {
            var section = Own.GetSection(name).GetChildren().Any() ? Own.GetSection(name) : Common.GetSection(name);
            var found = section
                .GetChildren()
                .Select(entry =>
                    Address.TryParse(entry.Value ?? "", out var address)
                        ? address
                        : throw ConfigurationException.Of($"{entry.Path["QLStake:".Length..]}", expected, entry.Value)
                )
                .ToList();
            return found.Count > 0 ? found : [Address.Zero];
        }
    }
}
