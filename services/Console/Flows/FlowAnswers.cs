using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>A transfer of the liquid token between chains (<c>GET /transfers/{messageId}</c> of the router).</summary>
/// <param name="Timeline">Empty in a list.</param>
/// <param name="Cursor">Give it as <c>after</c> to continue behind this one.</param>
public sealed record TransferLife(
    MessageId MessageId,
    string State,
    Waiting Waiting,
    SentShares? Sent,
    DateTimeOffset? SentAt,
    DateTimeOffset? ArrivedAt,
    IReadOnlyList<RouterStep> Timeline,
    string Cursor
);

/// <summary>What was burned on the source chain, and for whom.</summary>
public sealed record SentShares(
    Lane Lane,
    Address Sender,
    Address Receiver,
    Shares Amount,
    Address FeeToken,
    Wei CcipFee
);

public sealed record TransferList(IReadOnlyList<TransferLife> Transfers, string? Next);

/// <summary>A redemption, or the payment of a refund (<c>GET /releases/{leaf}</c> of the router).</summary>
/// <param name="Redeemed">What was burned; null for a refund.</param>
/// <param name="StakeId">What is given back; null for a redemption.</param>
/// <param name="Timeline">Empty in a list.</param>
/// <param name="Cursor">Give it as <c>after</c> to continue behind this one.</param>
public sealed record ReleaseLife(
    B256 Leaf,
    string State,
    Waiting Waiting,
    ReleaseItem? Item,
    BurnedShares? Redeemed,
    StakeId? StakeId,
    MessageId? MessageId,
    DateTimeOffset? BegunAt,
    B256? PaidIn,
    IReadOnlyList<RouterStep> Timeline,
    string Cursor
);

/// <summary>What was burned on the hub, and by whom.</summary>
public sealed record BurnedShares(Address Redeemer, Address LiquidToken, Shares Shares);

public sealed record ReleaseList(IReadOnlyList<ReleaseLife> Releases, string? Next);
