using QLStake.Contracts;

namespace QLStake.Cli;

/// <summary>A transfer of the liquid token as the message-router tells it, <c>GET /transfers/{messageId}</c>.</summary>
public sealed record TransferStory(
    MessageId MessageId,
    string State,
    WaitingStory Waiting,
    SentShares? Sent,
    IReadOnlyList<StoryStep> Timeline
)
{
    private const int IdLength = 66;

    /// <summary>Null where the text is no message id of a transfer that the router knows.</summary>
    public static Task<TransferStory?> FindAsync(ServiceClient router, string text, CancellationToken stop) =>
        text.Length == IdLength && B256.TryParse(text, out _)
            ? router.GetAsync<TransferStory>($"/transfers/{text}", stop)
            : Task.FromResult<TransferStory?>(null);
}

/// <summary>What was burned, and for whom.</summary>
public sealed record SentShares(Lane Lane, Address Sender, Address Receiver, Shares Amount);
