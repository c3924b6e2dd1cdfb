using System.Text;
using QLStake.Evm;

namespace QLStake.Localnet.Chains;

/// <summary>
/// An account whose key everybody knows: it is derived from its role's name. For local chains only.
/// </summary>
public sealed class DevelopmentAccount
{
    private DevelopmentAccount(string role)
    {
        Role = role;
        Secret = Keccak.Hash(Encoding.UTF8.GetBytes($"QL-Stake localnet development key: {role}"));
        Key = PrivateKey.FromSpan(Secret.AsSpan());
    }

    public string Role { get; }

    public Address Address => Key.Address;

    public PrivateKey Key { get; }

    /// <summary>The 32 bytes of the key, for configuration files of development.</summary>
    public B256 Secret { get; }

    /// <summary>Stakes; holds native coin, LINK and the test asset on every satellite chain.</summary>
    public static DevelopmentAccount Staker { get; } = new("staker");

    /// <summary>Approves mints.</summary>
    public static DevelopmentAccount Guardian { get; } = new("guardian");

    /// <summary>Carries approvals to the hub.</summary>
    public static DevelopmentAccount Executor { get; } = new("executor");

    /// <summary>May pause and lower limits at once.</summary>
    public static DevelopmentAccount Pauser { get; } = new("pauser");

    /// <summary>Administers our contracts through AccessManager.</summary>
    public static DevelopmentAccount Dao { get; } = new("dao");

    /// <summary>Sends the DON's reports.</summary>
    public static DevelopmentAccount Transmitter { get; } = new("transmitter");

    /// <summary>The DON's OCR3 signers: four, so that F = 1.</summary>
    public static IReadOnlyList<DevelopmentAccount> DonSigners { get; } =
    [.. Enumerable.Range(1, 4).Select(number => new DevelopmentAccount($"don-signer-{number}"))];

    /// <summary>Everyone who needs native coin, on every chain.</summary>
    public static IReadOnlyList<DevelopmentAccount> Everyone { get; } =
    [Staker, Guardian, Executor, Pauser, Dao, Transmitter];

    /// <summary>Another one per chain, so that no contract has the same address on two chains and a mix-up fails loudly.</summary>
    public static DevelopmentAccount DeployerOf(ChainSpec chain) => new($"deployer-{chain.Name}");
}
