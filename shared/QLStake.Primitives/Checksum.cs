namespace QLStake;

/// <summary>EIP-55: a letter is upper-case when the matching nibble of keccak(lower-case digits) is 8 or more.</summary>
internal static class Checksum
{
    private const int Digits = 40;

    public static void Apply(Span<char> lowerCaseDigits)
    {
        Span<byte> ascii = stackalloc byte[Digits];
        for (var i = 0; i < Digits; i++)
        {
            ascii[i] = (byte)lowerCaseDigits[i];
        }
        var hash = Keccak.Hash(ascii);
        var nibbles = hash.AsSpan();
        for (var i = 0; i < Digits; i++)
        {
            var nibble = (i & 1) == 0 ? nibbles[i / 2] >> 4 : nibbles[i / 2] & 0xf;
            if (nibble >= 8)
            {
                lowerCaseDigits[i] = char.ToUpperInvariant(lowerCaseDigits[i]);
            }
        }
    }

    public static bool IsValid(Address address, ReadOnlySpan<char> digits)
    {
        Span<char> expected = stackalloc char[Digits + 2];
        _ = address.TryFormat(expected, out _);
        return digits.SequenceEqual(expected[2..]);
    }

    public static bool HasMixedCase(ReadOnlySpan<char> digits) =>
        digits.ContainsAnyInRange('a', 'f') && digits.ContainsAnyInRange('A', 'F');
}
