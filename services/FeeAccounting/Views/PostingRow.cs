using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>A posting, found by what it is about.</summary>
/// <param name="Id">The posting's own: unique per fact, kind, revision and direction.</param>
/// <param name="Subject">A stake's id, or <c>kind:id</c>.</param>
/// <param name="Ledger">The stream it was posted to.</param>
/// <param name="Standing">It is neither taken back nor a taking back.</param>
/// <param name="At">The block's time, seconds since 1970.</param>
public sealed record PostingRow(
    string Id,
    string Subject,
    string Chain,
    string Ledger,
    PostingKind Kind,
    bool Standing,
    long At,
    Posting Posting
) : IManyRow
{
    public static PostingRow Of(Posting posting, bool standing) =>
        new(
            posting.Id,
            posting.Subject.ToString(),
            posting.Fact.Chain.ToString(),
            posting.Ledger,
            posting.Kind,
            standing,
            checked((long)posting.Fact.Block.Timestamp),
            posting
        );
}
