using Microsoft.Extensions.Configuration;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The executor's account on a chain.</summary>
internal sealed record ServedAccount(ServedChain Chain, ISigner Signer);

/// <summary>Which chains the executor serves.</summary>
/// <param name="Unserved">Names of chains with a satellite only, for which no key is set.</param>
internal sealed record AccountPlan(
    IReadOnlyList<ConfiguredChain> Served,
    IReadOnlyList<ServedAccount> Accounts,
    IReadOnlyList<string> Unserved
)
{
    /// <exception cref="ConfigurationException">A chain with a hub has no key.</exception>
    public static AccountPlan Read(IConfiguration configuration, IReadOnlyList<ChainSettings> chains)
    {
        var (served, accounts, unserved) = (new List<ConfiguredChain>(), new List<ServedAccount>(), new List<string>());
        for (var i = 0; i < chains.Count; i++)
        {
            var chain = chains[i];
            if (chain.Hub is null && chain.Satellite is null)
                continue;
            if (ExecutorKey.Find(configuration, chain.Selector, chain.ChainId) is { } signer)
            {
                var configured = new ConfiguredChain(
                    chain,
                    i,
                    EvmChain.Create(chain.ClientOptions(i), TimeProvider.System)
                );
                served.Add(configured);
                accounts.Add(new(ServedChain.Of(configured), signer));
            }
            else if (chain.Hub is not null)
                throw ExecutorKey.Missing();
            else
                unserved.Add(chain.Name);
        }
        return new(served, accounts, unserved);
    }
}
