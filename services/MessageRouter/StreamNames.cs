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

    public static string Of(StakeId stake) => $"{StakePrefix}{stake}";

    public static string Of(MessageId message) => $"{RootPrefix}{message}";

    public static string OfTransfer(MessageId message) => $"{TransferPrefix}{message}";

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

    public static bool IsHub(string stream) => stream.StartsWith(HubPrefix, StringComparison.Ordinal);
}
