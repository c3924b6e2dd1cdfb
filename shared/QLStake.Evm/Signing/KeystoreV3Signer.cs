namespace QLStake.Evm;

/// <summary>Signs with a key that lies encrypted in a keystore file and is held in memory while the process runs.</summary>
public sealed class KeystoreV3Signer : ISigner
{
    private readonly PrivateKey _key;

    private KeystoreV3Signer(PrivateKey key) => _key = key;

    public Address Address => _key.Address;

    /// <summary>Reads and decrypts the file; with the standard cost that takes about a second.</summary>
    /// <exception cref="EvmDataException">Not a keystore of version 3, or the wrong password; the message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<KeystoreV3Signer> OpenAsync(
        string path,
        string password,
        CancellationToken cancellation = default
    )
    {
        var json = await File.ReadAllBytesAsync(path, cancellation);
        try
        {
            return new(await Task.Run(() => KeystoreV3.Read(json, password), cancellation));
        }
        catch (EvmDataException e)
        {
            throw new EvmDataException($"The keystore {path} cannot be opened. {e.Message}", e);
        }
    }

    public ValueTask<Signature> SignAsync(B256 digest, CancellationToken cancellation = default) =>
        cancellation.IsCancellationRequested
            ? ValueTask.FromCanceled<Signature>(cancellation)
            : ValueTask.FromResult(_key.Sign(digest));
}
