namespace QLStake.Tests.Evm.Rlp;

/// <summary>What transport, storage and attackers do to bytes.</summary>
internal static class Damage
{
    private static readonly byte[] Telling =
    [
        0x00,
        0x01,
        0x7f,
        0x80,
        0x81,
        0xb7,
        0xb8,
        0xbf,
        0xc0,
        0xc1,
        0xf7,
        0xf8,
        0xff,
    ];

    public static byte[] Apply(byte[] original, Random random)
    {
        var data = original.ToList();
        for (var wounds = random.Next(1, 4); wounds > 0; wounds--)
        {
            // Prefixes sit at the front: hurt it more often.
            var at = random.Next(random.Next(2) == 0 ? Math.Min(8, data.Count + 1) : data.Count + 1);
            at = Math.Min(at, data.Count);
            switch (random.Next(5))
            {
                case 0 when at < data.Count:
                    data[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1 when at < data.Count:
                    data[at] = Telling[random.Next(Telling.Length)];
                    break;
                case 2:
                    data.Insert(at, Telling[random.Next(Telling.Length)]);
                    break;
                case 3 when at < data.Count:
                    data.RemoveAt(at);
                    break;
                default:
                    data.RemoveRange(at, random.Next(data.Count - at + 1));
                    break;
            }
        }
        return [.. data];
    }
}
