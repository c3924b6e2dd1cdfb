namespace QLStake.Evm.Trie;

/// <summary>
/// The Merkle-Patricia trie over a block's receipts (Yellow Paper, 4.3.2 and appendix D): the key of a receipt is the RLP of its
/// place, the value its consensus encoding. Receipts are longer than 32 bytes, so every node is named by its hash and none
/// stands inside another.
/// </summary>
public sealed class ReceiptTrie
{
    private const int ShortestValue = B256.Size;
    private readonly Dictionary<B256, byte[]> _nodes = [];

    /// <param name="receipts">The consensus encodings of all receipts of a block, in order.</param>
    /// <exception cref="ArgumentException">None, or one too short to be a receipt.</exception>
    public ReceiptTrie(IReadOnlyList<byte[]> receipts)
    {
        if (receipts.Count == 0 || receipts.Any(receipt => receipt.Length < ShortestValue))
        {
            throw new ArgumentException("Expected receipts, each of 32 bytes or more.", nameof(receipts));
        }
        Root = Add([.. receipts.Select((receipt, place) => (TriePath.Of(KeyOf(place)), receipt))], depth: 0);
    }

    /// <summary>The block header's <c>receiptsRoot</c>.</summary>
    public B256 Root { get; }

    /// <summary>The nodes on the way from the root to a receipt, the root first.</summary>
    /// <exception cref="TrieException">The block has no receipt at that place.</exception>
    public IReadOnlyList<byte[]> Prove(int place)
    {
        var proof = new List<byte[]>();
        Walk(
            Root,
            place,
            hash =>
            {
                proof.Add(_nodes[hash]);
                return _nodes[hash];
            }
        );
        return proof;
    }

    /// <summary>The receipt that a proof leads to.</summary>
    /// <param name="root">The block header's <c>receiptsRoot</c>.</param>
    /// <param name="place">The transaction's index in its block.</param>
    /// <param name="proof">As <see cref="Prove"/> gives it.</param>
    /// <exception cref="TrieException">The proof does not lead from the root to a receipt at that place.</exception>
    public static byte[] Open(B256 root, int place, IReadOnlyList<byte[]> proof)
    {
        var next = 0;
        var receipt = Walk(
            root,
            place,
            hash =>
                next < proof.Count && Keccak.Hash(proof[next]) == hash
                    ? proof[next++]
                    : throw new TrieException(
                        $"Expected node {hash} as number {next} of the proof, found another or none."
                    )
        );
        return next == proof.Count
            ? receipt
            : throw new TrieException($"Expected a proof of {next} nodes, found {proof.Count}.");
    }

    private static byte[] KeyOf(int place)
    {
        var writer = new RlpWriter();
        writer.Write((U256)(ulong)place);
        return writer.Written.ToArray();
    }

    private B256 Add(IReadOnlyList<(byte[] Path, byte[] Value)> entries, int depth)
    {
        var node = new RlpWriter();
        node.StartList();
        var shared = Shared(entries, depth);
        if (entries.Count == 1)
        {
            node.Write(TriePath.Pack(entries[0].Path.AsSpan(depth), leaf: true));
            node.Write(entries[0].Value);
        }
        else if (shared > 0)
        {
            node.Write(TriePath.Pack(entries[0].Path.AsSpan(depth, shared), leaf: false));
            node.Write(Add(entries, depth + shared));
        }
        else
        {
            for (byte step = 0; step < 16; step++)
            {
                var below = entries.Where(entry => entry.Path[depth] == step).ToList();
                if (below.Count > 0)
                {
                    node.Write(Add(below, depth + 1));
                }
                else
                {
                    node.Write([]);
                }
            }
            // Keys of places are prefix-free: no value stands in a branch.
            node.Write([]);
        }
        node.EndList();
        var bytes = node.Written.ToArray();
        var hash = Keccak.Hash(bytes);
        _nodes[hash] = bytes;
        return hash;
    }

    private static int Shared(IReadOnlyList<(byte[] Path, byte[] Value)> entries, int depth)
    {
        var first = entries[0].Path.AsSpan(depth);
        var shared = first.Length;
        foreach (var (path, _) in entries)
        {
            shared = Math.Min(shared, first.CommonPrefixLength(path.AsSpan(depth)));
        }
        return shared;
    }

    private static byte[] Walk(B256 root, int place, Func<B256, byte[]> nodeOf)
    {
        var path = TriePath.Of(KeyOf(place)).AsSpan();
        for (var at = root; ; )
        {
            var items = Items(nodeOf(at));
            if (items.Count == 17)
            {
                at = path.IsEmpty ? throw Absent(place) : Child(items[path[0]], place);
                path = path[1..];
                continue;
            }
            var (part, leaf) = TriePath.Unpack(items[0]);
            if (!path.StartsWith(part))
            {
                throw Absent(place);
            }
            path = path[part.Length..];
            if (leaf)
            {
                return path.IsEmpty ? items[1] : throw Absent(place);
            }
            at = Child(items[1], place);
        }
    }

    private static List<byte[]> Items(ReadOnlySpan<byte> node)
    {
        var reader = new RlpReader(node);
        var list = reader.ReadList();
        reader.ReadEnd();
        var items = new List<byte[]>();
        while (!list.AtEnd)
        {
            items.Add(list.ReadBytes().ToArray());
        }
        return items.Count is 2 or 17
            ? items
            : throw new TrieException($"Expected a node of 2 or 17 items, found one of {items.Count}.");
    }

    private static B256 Child(byte[] item, int place) =>
        item.Length switch
        {
            B256.Size => B256.FromSpan(item),
            0 => throw Absent(place),
            _ => throw new TrieException($"Expected a node named by its hash, found {item.Length} bytes."),
        };

    private static TrieException Absent(int place) => new($"Expected a receipt at place {place}, found none.");
}
