using System.Security.Cryptography;
using System.Text;

namespace QLStake.Evm;

/// <summary>How a keystore turns its password into a key. The limits keep a hostile file from exhausting the machine.</summary>
internal abstract record KeystoreKdf
{
    /// <summary>Derived bytes: 16 encrypt, 16 authenticate.</summary>
    public const int Length = 32;

    private const long MostMemory = 1L << 30;
    private const int MostScryptWork = 16;
    private const int MostIterations = 10_000_000;

    /// <exception cref="EvmDataException">The parameters are invalid or absurdly expensive.</exception>
    public abstract byte[] Derive(string password);

    public sealed record WithScrypt(int N, int R, int P, byte[] Salt) : KeystoreKdf
    {
        public override byte[] Derive(string password)
        {
            var sound =
                N > 1
                && int.IsPow2(N)
                && R is > 0 and <= 64
                && P is > 0 and <= MostScryptWork
                && 128L * N * R <= MostMemory;
            return sound
                ? Scrypt.Derive(Encoding.UTF8.GetBytes(password), Salt, N, R, P, Length)
                : throw new EvmDataException(
                    $"Expected scrypt parameters that need at most 1 GiB and p of at most {MostScryptWork}, "
                        + $"found n={N}, r={R}, p={P}."
                );
        }
    }

    public sealed record WithPbkdf2(int Iterations, byte[] Salt) : KeystoreKdf
    {
        public override byte[] Derive(string password) =>
            Iterations is > 0 and <= MostIterations
                ? Rfc2898DeriveBytes.Pbkdf2(
                    Encoding.UTF8.GetBytes(password),
                    Salt,
                    Iterations,
                    HashAlgorithmName.SHA256,
                    Length
                )
                : throw new EvmDataException(
                    $"Expected 1 to {MostIterations} iterations of pbkdf2, found {Iterations}."
                );
    }
}
