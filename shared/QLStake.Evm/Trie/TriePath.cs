namespace QLStake.Evm.Trie;

/// <summary>A key as the way through a trie: its half bytes, high first.</summary>
internal static class TriePath
{
    private const byte LeafFlag = 0x20;
    private const byte OddFlag = 0x10;

    public static byte[] Of(ReadOnlySpan<byte> key)
    {
        var path = new byte[key.Length * 2];
        for (var i = 0; i < key.Length; i++)
        {
            path[2 * i] = (byte)(key[i] >> 4);
            path[2 * i + 1] = (byte)(key[i] & 15);
        }
        return path;
    }

    /// <summary>Hex-prefix encoding (Yellow Paper, appendix C).</summary>
    public static byte[] Pack(ReadOnlySpan<byte> path, bool leaf)
    {
        var odd = path.Length % 2;
        var packed = new byte[path.Length / 2 + 1];
        packed[0] = (byte)((leaf ? LeafFlag : 0) | (odd == 1 ? OddFlag | path[0] : 0));
        for (var i = odd; i < path.Length; i += 2)
        {
            packed[i / 2 + 1] = (byte)(path[i] << 4 | path[i + 1]);
        }
        return packed;
    }

    /// <exception cref="TrieException">It is no hex-prefix encoding.</exception>
    public static (byte[] Path, bool Leaf) Unpack(ReadOnlySpan<byte> packed)
    {
        if (packed.IsEmpty || (packed[0] & 0xc0) != 0 || ((packed[0] & OddFlag) == 0 && (packed[0] & 15) != 0))
        {
            throw new TrieException("Expected a path in hex-prefix encoding, found something else.");
        }
        var all = Of(packed);
        return (all[((packed[0] & OddFlag) != 0 ? 1 : 2)..], (packed[0] & LeafFlag) != 0);
    }
}
