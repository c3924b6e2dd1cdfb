namespace QLStake.Evm;

/// <summary>
/// Signs with a key that stands in plain text in configuration: for local networks and test networks. On a known main
/// network it refuses to exist unless that is asked for in so many words.
/// </summary>
public sealed class DevelopmentKeySigner : ISigner
{
    private readonly PrivateKey _key;

    /// <summary>A signer for the chain <paramref name="chainId"/>.</summary>
    /// <exception cref="InvalidOperationException">A main network, and <paramref name="allowMainNetwork"/> is not set.</exception>
    public DevelopmentKeySigner(PrivateKey key, ulong chainId, bool allowMainNetwork = false)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!allowMainNetwork && MainNetworks.NameOf(chainId) is { } name)
        {
            throw new InvalidOperationException(
                $"Expected a local or test network for a development key, found {name} (chain id {chainId}). Use a "
                    + "keystore file or a remote signer, or allow development keys on main networks explicitly."
            );
        }
        _key = key;
    }

    public Address Address => _key.Address;

    public ValueTask<Signature> SignAsync(B256 digest, CancellationToken cancellation = default) =>
        cancellation.IsCancellationRequested
            ? ValueTask.FromCanceled<Signature>(cancellation)
            : ValueTask.FromResult(_key.Sign(digest));
}
