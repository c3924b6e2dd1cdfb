using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>The configured chains, by name or selector.</summary>
public sealed class FeeChains(IReadOnlyList<ConfiguredChain> all)
{
    // A quote that waits longer than a moment is better asked for again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public IReadOnlyList<ConfiguredChain> All => all;

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    /// <exception cref="ChainOptionsException">An endpoint's setting is wrong; the message names it.</exception>
    public static FeeChains Read(IConfiguration configuration, TimeProvider time) =>
        new([
            .. ChainSettings
                .ReadAll(configuration)
                .Select(
                    (settings, index) =>
                        new ConfiguredChain(
                            settings,
                            index,
                            EvmChain.Create(
                                settings.ClientOptions(index) with
                                {
                                    RequestTimeout = Patience,
                                    OverallTimeout = Patience,
                                },
                                time
                            )
                        )
                ),
        ]);

    public ConfiguredChain? Find(string nameOrSelector) =>
        all.FirstOrDefault(chain =>
            string.Equals(chain.Name, nameOrSelector, StringComparison.OrdinalIgnoreCase)
            || chain.Selector.ToString() == nameOrSelector
        );

    public ConfiguredChain? Find(ChainSelector selector) => all.FirstOrDefault(chain => chain.Selector == selector);

    public string? NameOf(ChainSelector selector) => Find(selector)?.Name;
}
