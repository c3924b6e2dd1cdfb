namespace QLStake.Tests.Abi;

/// <summary>Damage of the kinds that reach the corners of a decoder of words and offsets.</summary>
internal static class Mutation
{
    private static readonly byte[] Telling = [0x00, 0x01, 0x1f, 0x20, 0x21, 0x40, 0x7f, 0x80, 0xff];

    public static byte[] Of(ReadOnlySpan<byte> original, Random random)
    {
        var bytes = original.ToArray();
        for (var times = random.Next(1, 4); times > 0 && bytes.Length > 0; times--)
        {
            bytes = Once(bytes, random);
        }
        return bytes;
    }

    private static byte[] Once(byte[] bytes, Random random)
    {
        var at = random.Next(bytes.Length);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = Telling[random.Next(Telling.Length)];
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                // The low byte of a word: what turns one offset or length into another.
                bytes[Math.Min(bytes.Length - 1, at | 31)] = Telling[random.Next(Telling.Length)];
                return bytes;
            default:
                var word = at / 32 * 32;
                var from = random.Next(bytes.Length) / 32 * 32;
                var length = Math.Min(32, bytes.Length - Math.Max(word, from));
                bytes.AsSpan(from, length).ToArray().CopyTo(bytes, word);
                return bytes;
        }
    }
}
