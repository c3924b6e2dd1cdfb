using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>
/// The account that pays for gas: a keystore file with its password file, or a development key for networks without value.
/// Section <c>QLStake:Executor</c>, or <c>QLStake:Executor:Accounts:{selector}</c> for one chain's own.
/// </summary>
internal static class ExecutorKey
{
    private const string Expected = "a development key (0x and 64 hex digits), or Keystore with KeystorePassword";

    /// <returns>Null where no key is set for this chain.</returns>
    /// <exception cref="ConfigurationException">A key is unreadable.</exception>
    /// <exception cref="InvalidOperationException">A development key for a main network.</exception>
    public static ISigner? Find(IConfiguration configuration, ChainSelector chain, ulong chainId)
    {
        var common = configuration.GetSection("QLStake:Executor");
        var own = common.GetSection($"Accounts:{chain}");
        var section = HasKey(own) ? own : common;
        return section["Keystore"] is { Length: > 0 } path ? Open(section, path)
            : section["Key"] is { Length: > 0 } key ? new DevelopmentKeySigner(PrivateKey.Parse(key), chainId)
            : null;
    }

    /// <summary>What a chain that cannot do without an account is missing.</summary>
    public static ConfigurationException Missing() => ConfigurationException.Of("Executor:Key", Expected, null);

    private static bool HasKey(IConfigurationSection section) =>
        section["Keystore"] is { Length: > 0 } || section["Key"] is { Length: > 0 };

    private static KeystoreV3Signer Open(IConfigurationSection section, string path)
    {
        var password = ServiceOptions.Required(
            section,
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
