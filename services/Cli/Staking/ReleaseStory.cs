using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>A redemption, or the payment of a refund, as the message-router tells it, <c>GET /releases/{leaf}</c>.</summary>
public sealed record ReleaseStory(
    B256 Leaf,
    string State,
    WaitingStory Waiting,
    ReleaseItem? Item,
    BurnedShares? Redeemed,
    StakeId? StakeId,
    MessageId? MessageId,
    IReadOnlyList<StoryStep> Timeline
)
{
    private const int IdLength = 66;

    /// <summary>Null where the text is no id of a redemption or refund that the router knows.</summary>
    public static Task<ReleaseStory?> FindAsync(ServiceClient router, string text, CancellationToken stop) =>
        text.Length == IdLength && B256.TryParse(text, out _)
            ? router.GetAsync<ReleaseStory>($"/releases/{text}", stop)
            : Task.FromResult<ReleaseStory?>(null);
}

/// <summary>What was burned, and by whom.</summary>
public sealed record BurnedShares(Address Redeemer, Shares Shares);
