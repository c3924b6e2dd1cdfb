using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>k guards approved, and the executor was told to credit the rewards.</summary>
public sealed record CreditAsked(ExecuteRewards Command, int Attempt, DateTimeOffset At, TimeSpan Patience);

/// <summary>
/// Yield on its way from a satellite to the hub's backing: stream <c>rewards-{leaf}</c>. It is approved like a mint, and credited
/// to nobody but the holders of shares.
/// </summary>
public sealed record Rewards(SeenBlocks Seen, Round? Round, CreditAsked? Asked, OperationReported? Report)
    : IState<Rewards>,
        IWaits,
        IShown
{
    public static Rewards Initial { get; } = new(SeenBlocks.None, null, null, null);

    [JsonIgnore]
    public Seen<RewardsFunded>? Funded => Seen.Latest<RewardsFunded>();

    [JsonIgnore]
    public Seen<RewardsCredited>? Credited => Seen.Latest<RewardsCredited>();

    [JsonIgnore]
    public Operation? Operation =>
        Asked is { } asked ? new(asked.Command.Round, asked.Attempt, asked.At, asked.Patience, Report) : null;

    [JsonIgnore]
    public DateTimeOffset? WakeAt =>
        Credited is not null ? null
        : Operation is { } operation ? operation.WakeAt
        : Round?.WakeAt;

    public Rewards Apply(object @event) =>
        @event switch
        {
            ApprovalAsked asked => this with
            {
                Round = Round?.Number == asked.Command.Round ? Round with { Asked = asked } : Round.Of(asked),
                Asked = Round?.Number == asked.Command.Round ? Asked : null,
                Report = Round?.Number == asked.Command.Round ? Report : null,
            },
            VerdictGiven verdict when Round?.Number == verdict.Round => this with { Round = Round.With(verdict) },
            CreditAsked asked => this with { Asked = asked },
            OperationReported report => this with { Report = report },
            _ => this with { Seen = Seen.Apply(@event) },
        };

    public IEnumerable<object> Documents(string stream) =>
        [
            new RewardsView(
                stream,
                Funded?.Fact.Item,
                Funded?.At,
                Round is { } round ? Agreement.Of(round).Outcome : null,
                Report?.Reason,
                Credited?.Fact,
                Credited?.At
            ),
        ];
}

/// <summary>Rewards as a row.</summary>
/// <param name="Verdict">What the guards say together; null before they were asked.</param>
/// <param name="Hindrance">Why the hub would not credit them, where the executor said so.</param>
public sealed record RewardsView(
    string Id,
    StakeItem? Item,
    DateTimeOffset? FundedAt,
    Outcome? Verdict,
    string? Hindrance,
    RewardsCredited? Credited,
    DateTimeOffset? CreditedAt
);
