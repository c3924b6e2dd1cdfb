using QLStake.Contracts;

namespace QLStake.MessageRouter;

/// <summary>Which facts of the way back concern which streams: what is paid is written under its leaf.</summary>
internal static class WayBack
{
    public static IEnumerable<string> StreamsOf(Fact fact, ChainSelector chain, RouterSettings settings) =>
        fact switch
        {
            StakeRefunded refunded when settings.IsHub(chain, refunded.Item.Hub) =>
            [
                StreamNames.OfBatch(chain, refunded.Item.Hub, refunded.Batch, refunded.Generation),
                StreamNames.Of(refunded.StakeId),
                StreamNames.OfRelease(refunded.RefundLeaf),
            ],
            Redeemed redeemed when settings.IsHub(chain, redeemed.Item.Hub) =>
            [
                StreamNames.OfRelease(redeemed.ReleaseId),
            ],
            StakeReturned returned =>
            [
                StreamNames.Of(returned.StakeId),
                StreamNames.OfRelease(returned.Refund ?? returned.StakeId.Value),
            ],
            Released released => [StreamNames.OfRelease(released.Leaf)],
            PaidOut paid => [StreamNames.OfRelease(paid.Leaf)],
            PayoutFailed failed => [StreamNames.OfRelease(failed.Leaf)],
            RestWaits rest => [StreamNames.OfRelease(rest.Leaf)],
            _ => [],
        };
}
