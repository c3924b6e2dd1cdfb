namespace QLStake.Evm;

/// <summary>
/// Which logs: those of a range of canonical blocks, or of one block by its hash (EIP-234), from any of the addresses,
/// with any of the topics at each place.
/// </summary>
public sealed record LogQuery
{
    private LogQuery() { }

    /// <summary>First block of the range; null for a query by hash.</summary>
    public ulong? From { get; private init; }

    /// <summary>Last block of the range, included; null for a query by hash.</summary>
    public ulong? To { get; private init; }

    /// <summary>The one block; null for a range.</summary>
    public B256? BlockHash { get; private init; }

    /// <summary>Emitting contracts; empty means every contract.</summary>
    public IReadOnlyList<Address> Addresses { get; init; } = [];

    /// <summary>Alternatives per topic place, at most four places; an empty place matches everything.</summary>
    public IReadOnlyList<IReadOnlyList<B256>> Topics { get; init; } = [];

    /// <summary>The canonical blocks <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public static LogQuery Range(ulong from, ulong to) =>
        from <= to
            ? new() { From = from, To = to }
            : throw new ArgumentOutOfRangeException(nameof(to), $"expected a block at or after {from}, found {to}");

    /// <summary>Exactly this block, canonical or not.</summary>
    public static LogQuery Block(B256 hash) => new() { BlockHash = hash };
}
