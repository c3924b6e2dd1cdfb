using QLStake.Localnet.Processes;

namespace QLStake.Localnet.Chains;

/// <summary>Makes forge's artifacts current; a fraction of a second where nothing changed.</summary>
internal static class ContractsBuild
{
    private const string AccessManager = "node_modules/@openzeppelin/contracts/access/manager/AccessManager.sol";

    /// <exception cref="LocalnetException">The npm packages are missing or the contracts do not compile.</exception>
    public static async Task RunAsync(Repository repository, IProgress<string>? progress, CancellationToken stop)
    {
        var contracts = repository.Contracts;
        var packages = Path.Combine(contracts, "node_modules");
        if (!Directory.Exists(packages))
        {
            throw new LocalnetException($"{packages} was not found. Install it: npm ci --prefix {contracts}");
        }

        // An image brings artifacts and no sources.
        if (!Directory.Exists(Path.Combine(contracts, "src")))
        {
            return;
        }

        progress?.Report("building the contracts");
        await ShortCommand.RunAsync(
            null,
            Path.Combine(contracts, "bin/forge"),
            ["build", "src", "test/ccip/WrappedNative.sol", AccessManager],
            stop,
            contracts
        );
    }
}
