using System.Globalization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>A stake as a row of the list.</summary>
/// <param name="Id">Its stream.</param>
/// <param name="Key">The list's order: when it was locked, then its id. A page continues after a key.</param>
/// <param name="Root">The stream of its message, once known.</param>
/// <param name="Batch">The stream of the batch it was queued in, which knows its message.</param>
/// <param name="Release">The stream of what its satellite gives back, once it is refunded.</param>
public sealed record StakeView(
    string Id,
    string Key,
    string? Root,
    Stake Stake,
    string? Batch = null,
    string? Release = null
) : IBatched
{
    public static StakeView Of(string stream, Stake stake) =>
        new(
            stream,
            KeyOf(stream, stake),
            stake.Message is { } message ? StreamNames.Of(message) : null,
            stake,
            stake.Batch,
            stake.Refunded is { } refunded ? StreamNames.OfRelease(refunded.Fact.RefundLeaf) : null
        );

    private static string KeyOf(string stream, Stake stake) =>
        string.Create(CultureInfo.InvariantCulture, $"{stake.Locked?.Block.Timestamp ?? 0:D12}:{stream}");
}

/// <summary>Another name of a stake or transfer, under which it is found: any id, hash, address or number that its life has shown.</summary>
/// <param name="Value">Lower case.</param>
/// <param name="Stake">The stake's stream, or the transfer's.</param>
public sealed record Alias(string Id, string Value, string Stake);

public static class Aliases
{
    public static string Normalise(string value) => value.Trim().ToLowerInvariant();

    public static IEnumerable<Alias> Of(string stream, Stake stake)
    {
        var locked = stake.Locked?.Fact;
        object?[] names =
        [
            stream[(stream.IndexOf('-', StringComparison.Ordinal) + 1)..],
            locked?.Item.Receiver,
            locked?.Staker,
            locked?.Item.RefundTo,
            stake.Round?.Report?.TxHash,
            .. Transactions(stake.Seen),
        ];
        return Named(stream, names);
    }

    public static IEnumerable<Alias> Of(Root root)
    {
        object?[] names =
        [
            root.Sent?.Fact.MessageId ?? root.Received?.Fact.MessageId,
            root.Sent?.Fact.Root ?? root.Received?.Fact.Root,
            root.Message?.Fact.SequenceNumber.ToString(CultureInfo.InvariantCulture),
            .. Transactions(root.Seen),
        ];
        return root.Batch is { } batch
            ? Named(batch, names)
            : root.Leaves.SelectMany(leaf => Named(StreamNames.Of(leaf), names));
    }

    public static IEnumerable<Alias> Of(string stream, Release release)
    {
        object?[] names =
        [
            stream[StreamNames.ReleasePrefix.Length..],
            release.Redeemed?.Fact.Redeemer,
            release.Item?.Receiver,
            release.Refunded?.Fact.StakeId,
            release.Message,
            release.Report?.TxHash,
            .. Transactions(release.Seen),
        ];
        return Named(stream, names);
    }

    public static IEnumerable<Alias> Of(string stream, Transfer transfer)
    {
        var sent = transfer.Sent?.Fact;
        object?[] names =
        [
            stream[StreamNames.TransferPrefix.Length..],
            sent?.Sender,
            sent?.Receiver,
            .. Transactions(transfer.Seen),
        ];
        return Named(stream, names);
    }

    private static IEnumerable<object?> Transactions(SeenBlocks seen) =>
        seen.Canonical.SelectMany(block => block.Facts).Select(fact => (object?)fact.TxHash);

    private static IEnumerable<Alias> Named(string stake, IEnumerable<object?> names) =>
        names
            .Select(name => name?.ToString())
            .Where(name => name is { Length: > 0 })
            .Select(name => Normalise(name!))
            .Distinct()
            .Select(value => new Alias($"{value}:{stake}", value, stake));
}
