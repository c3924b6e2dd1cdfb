using System.Globalization;

namespace QLStake.Evm;

/// <summary>Which block a question is about: a tag, a number, or a hash (EIP-1898).</summary>
public readonly record struct BlockRef
{
    private readonly string? _tag;
    private readonly ulong _number;
    private readonly B256? _hash;

    private BlockRef(string? tag, ulong number, B256? hash) => (_tag, _number, _hash) = (tag, number, hash);

    /// <summary>The newest block.</summary>
    public static BlockRef Latest { get; } = new("latest", 0, null);

    /// <summary>The newest block that only an attack on the chain would take back.</summary>
    public static BlockRef Safe { get; } = new("safe", 0, null);

    /// <summary>The newest block the chain calls final.</summary>
    public static BlockRef Finalized { get; } = new("finalized", 0, null);

    /// <summary>The state after the transactions in the node's own pool.</summary>
    public static BlockRef Pending { get; } = new("pending", 0, null);

    /// <summary>The canonical block of this number.</summary>
    public static BlockRef Number(ulong number) => new(null, number, null);

    /// <summary>Exactly this block; the node refuses where it is not canonical.</summary>
    public static BlockRef Hash(B256 hash) => new(null, 0, hash);

    /// <summary>The number, where this is one.</summary>
    public ulong? AsNumber => _tag is null && _hash is null ? _number : null;

    /// <summary>The hash, where this is one.</summary>
    public B256? AsHash => _hash;

    /// <summary>The JSON-RPC spelling of a tag or number, or the hash.</summary>
    public override string ToString() =>
        _tag ?? _hash?.ToString() ?? "0x" + _number.ToString("x", CultureInfo.InvariantCulture);
}
