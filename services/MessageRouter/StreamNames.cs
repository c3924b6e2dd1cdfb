using System.Globalization;
using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>The names of the router's streams.</summary>
public static class StreamNames
{
    public const string StakePrefix = "stake-";
    public const string RootPrefix = "root-";
    private const string PagePrefix = "sequences-";
    public const string HubPrefix = "hub-";
    public const string TransferPrefix = "transfer-";
    public const string BatchPrefix = "batch-";
    public const string ReleasePrefix = "release-";
    public const string RewardsPrefix = "rewards-";
    public const string RatePrefix = "rate-";
    private const string OutboxPrefix = "outbox-";

    public static string Of(StakeId stake) => $"{StakePrefix}{stake}";

    public static string Of(MessageId message) => $"{RootPrefix}{message}";

    public static string OfTransfer(MessageId message) => $"{TransferPrefix}{message}";

    /// <summary>What is paid under a leaf of the way back: a redemption's or a refund's.</summary>
    public static string OfRelease(B256 leaf) => $"{ReleasePrefix}{leaf}";

    public static string OfRewards(B256 leaf) => $"{RewardsPrefix}{leaf}";

    /// <summary>What moved a liquid token's rate.</summary>
    public static string OfRate(Address token) => $"{RatePrefix}{token}";

    /// <param name="contract">The satellite or hub that keeps the batch.</param>
    /// <param name="key">As the contract computes it (<c>IQLOutbox.batchKey</c>).</param>
    public static string OfBatch(ChainSelector chain, Address contract, B256 key, uint generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{BatchPrefix}{chain}-{contract}-{key}-{generation}");

    public static string OfOutbox(ChainSelector chain, Address contract, B256 key) =>
        $"{OutboxPrefix}{chain}-{contract}-{key}";

    /// <summary>A batch's outbox, and how many were sent before it.</summary>
    public static (string Outbox, uint Generation) GenerationOf(string batch)
    {
        var end = batch.LastIndexOf('-');
        return (
            OutboxPrefix + batch[BatchPrefix.Length..end],
            uint.Parse(batch.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture)
        );
    }

    /// <summary>The stream that a message's commits and executions belong to.</summary>
    public static string Of(ICcipMessage message) =>
        message is TransferSent ? OfTransfer(message.MessageId) : Of(message.MessageId);

    public static string OfPage(Lane lane, ulong page) => $"{PagePrefix}{lane}-{page}";

    public static string OfHub(ChainSelector chain) => $"{HubPrefix}{chain}";

    public static string OfBlock(ChainSelector chain, B256 hash) => $"block-{chain}-{hash}";

    /// <summary>The stake whose stream this is.</summary>
    public static StakeId StakeOf(string stream) => new(B256.Parse(stream[StakePrefix.Length..]));

    /// <summary>The transfer whose stream this is.</summary>
    public static MessageId TransferOf(string stream) => new(B256.Parse(stream[TransferPrefix.Length..]));

    public static bool IsStake(string stream) => stream.StartsWith(StakePrefix, StringComparison.Ordinal);

    public static bool IsRoot(string stream) => stream.StartsWith(RootPrefix, StringComparison.Ordinal);

    public static bool IsPage(string stream) => stream.StartsWith(PagePrefix, StringComparison.Ordinal);

    public static bool IsTransfer(string stream) => stream.StartsWith(TransferPrefix, StringComparison.Ordinal);

    public static bool IsBatch(string stream) => stream.StartsWith(BatchPrefix, StringComparison.Ordinal);

    public static bool IsRelease(string stream) => stream.StartsWith(ReleasePrefix, StringComparison.Ordinal);

    public static bool IsRewards(string stream) => stream.StartsWith(RewardsPrefix, StringComparison.Ordinal);

    public static bool IsRate(string stream) => stream.StartsWith(RatePrefix, StringComparison.Ordinal);

    /// <summary>The leaf under which is paid.</summary>
    public static B256 LeafOf(string stream) => B256.Parse(stream[ReleasePrefix.Length..]);

    public static bool IsHub(string stream) => stream.StartsWith(HubPrefix, StringComparison.Ordinal);
}
