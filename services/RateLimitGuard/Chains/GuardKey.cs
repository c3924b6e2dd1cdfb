using Microsoft.Extensions.Configuration;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>The guard's key: a keystore file with its password file, or a development key for networks without value.</summary>
internal static class GuardKey
{
    /// <exception cref="ConfigurationException">No key is set.</exception>
    /// <exception cref="InvalidOperationException">A development key where a hub is on a main network.</exception>
    public static Guardian Read(IConfiguration configuration, GuardChains chains)
    {
        var guard = configuration.GetSection("QLStake:Guard");
        return new(guard["Keystore"] is { Length: > 0 } path ? Open(guard, path) : Development(guard, chains));
    }

    private static KeystoreV3Signer Open(IConfigurationSection guard, string path)
    {
        var password = ServiceOptions.Required(
            guard,
            "KeystorePassword",
            "the path of the file that holds the keystore's password"
        );
        // Once, before anything starts: there is nothing yet that could be kept waiting.
        return KeystoreV3Signer
            .OpenAsync(path, File.ReadAllText(password).TrimEnd('\n', '\r'))
            .GetAwaiter()
            .GetResult();
    }

    private static DevelopmentKeySigner Development(IConfigurationSection guard, GuardChains chains)
    {
        var key = PrivateKey.Parse(
            ServiceOptions.Required(
                guard,
                "Key",
                "a development key (0x and 64 hex digits), or Keystore with KeystorePassword"
            )
        );
        var signers = chains
            .All.Where(chain => chain.Hub is not null)
            .Select(hub => new DevelopmentKeySigner(key, hub.Rpc.ChainId))
            .ToList();
        return signers.FirstOrDefault()
            ?? throw ConfigurationException.Of("Chains:<i>:Hub", "a hub on at least one chain", null);
    }
}
