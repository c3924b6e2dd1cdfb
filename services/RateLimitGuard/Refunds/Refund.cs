using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.RateLimitGuard;

/// <summary>What the guard knows of one refund: stream <c>refund-{stakeId}</c>.</summary>
/// <param name="Asking">What is to be answered, or was last.</param>
/// <param name="Looks">Looks in a row that ended without a signature.</param>
internal sealed record Refund(RefundAsked? Asking, int Looks, string? Reason, DateTimeOffset? WakeAt)
    : IState<Refund>,
        IWaits
{
    public static Refund Initial { get; } = new(null, 0, null, null);

    public const string Prefix = "refund-";

    public static string Stream(StakeId stake) => $"{Prefix}{stake}";

    public Refund Apply(object @event) =>
        @event switch
        {
            RefundAsked asked => new(asked, 0, null, asked.At),
            RefundWithheld withheld => this with
            {
                Looks = withheld.Looks,
                Reason = withheld.Reason,
                WakeAt = withheld.RetryAt,
            },
            RefundSigned or RefundFoundConsumed => this with { Looks = 0, Reason = null, WakeAt = null },
            _ => this,
        };
}
