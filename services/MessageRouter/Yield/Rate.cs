using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>
/// What moved a liquid token's exchange rate: stream <c>rate-{token}</c>. Mints and redemptions leave the rate where it is, so
/// credited rewards and losses are its history; rewards move it evenly until they have vested, a loss at once.
/// </summary>
public sealed record Rate(SeenBlocks Seen) : IState<Rate>, IShown
{
    public static Rate Initial { get; } = new(SeenBlocks.None);

    public Rate Apply(object @event) => new(Seen.Apply(@event));

    public IEnumerable<object> Documents(string stream) =>
        [
            new RateView(
                stream,
                [
                    .. Seen.All<RewardsCredited>()
                        .Select(seen => new RateStep(seen.Fact.Leaf, seen.Fact.Amount, seen.At, seen.Fact.VestsUntil)),
                ],
                [
                    .. Seen.All<BackingLost>()
                        .Select(seen => new RateLoss(
                            seen.Fact.Source,
                            seen.Fact.Peer,
                            seen.Fact.Asset,
                            seen.Fact.Amount,
                            seen.At
                        )),
                ]
            ),
        ];
}

/// <summary>Rewards that raise the rate.</summary>
/// <param name="Amount">In assets normalised to 18 decimals.</param>
/// <param name="From">The hub's block time.</param>
public sealed record RateStep(B256 Leaf, Assets Amount, DateTimeOffset From, DateTimeOffset VestsUntil);

/// <summary>What stood behind the token and was written off.</summary>
/// <param name="Source">The chain of the satellite that held it.</param>
/// <param name="Amount">In assets normalised to 18 decimals.</param>
/// <param name="At">The hub's block time.</param>
public sealed record RateLoss(ChainSelector Source, Address Satellite, Address Asset, Assets Amount, DateTimeOffset At);

/// <summary>A token's history as a row.</summary>
/// <param name="Id">Its stream.</param>
public sealed record RateView(string Id, IReadOnlyList<RateStep> Steps, IReadOnlyList<RateLoss> Losses)
{
    [JsonIgnore]
    public Address Token => Address.Parse(Id[StreamNames.RatePrefix.Length..]);
}
