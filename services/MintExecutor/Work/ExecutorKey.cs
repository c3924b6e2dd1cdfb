using Microsoft.Extensions.Configuration;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The account that pays for gas: a keystore file with its password file, or a development key for networks without value.</summary>
internal static class ExecutorKey
{
    /// <exception cref="ConfigurationException">No key is set.</exception>
    /// <exception cref="InvalidOperationException">A development key for a main network.</exception>
    public static ISigner Read(IConfiguration configuration, HubChain hub)
    {
        var executor = configuration.GetSection("QLStake:Executor");
        return executor["Keystore"] is { Length: > 0 } path
            ? Open(executor, path)
            : new DevelopmentKeySigner(
                PrivateKey.Parse(
                    ServiceOptions.Required(
                        executor,
                        "Key",
                        "a development key (0x and 64 hex digits), or Keystore with KeystorePassword"
                    )
                ),
                hub.Rpc.ChainId
            );
    }

    private static KeystoreV3Signer Open(IConfigurationSection executor, string path)
    {
        var password = ServiceOptions.Required(
            executor,
            "KeystorePassword",
            "the path of the file that holds the keystore's password"
        );
        // Once, before anything starts: there is nothing yet that could be kept waiting.
        return KeystoreV3Signer
            .OpenAsync(path, File.ReadAllText(password).TrimEnd('\n', '\r'))
            .GetAwaiter()
            .GetResult();
    }
}
