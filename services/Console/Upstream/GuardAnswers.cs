using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>A guard's value bucket of one lane and asset (<c>GET /buckets</c>). Amounts in the asset's smallest unit.</summary>
/// <param name="Level">What is used of the capacity now.</param>
/// <param name="LastReservation">Hub time of the last place given; a future one means that mints wait in it.</param>
public sealed record GuardBucket(
    string Bucket,
    ChainSelector Source,
    ChainSelector Destination,
    Address Asset,
    Assets Capacity,
    Assets RefillPerSecond,
    Assets SingleMintCap,
    Assets Level,
    DateTimeOffset? LastReservation
);

/// <summary>A mint as the guard shows it (<c>GET /holds</c>).</summary>
/// <param name="Id">The guard's stream of it: a prefix, a hyphen and the stake id.</param>
public sealed record HeldMint(string Id, string Standing, StakeItem? Item, string? Reason)
{
    public string StakeId => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..];
}

/// <summary>What an operator signed (<c>POST /mints/{stakeId}/release</c> and <c>…/reject</c>).</summary>
/// <param name="At">Seconds since 1970, as signed.</param>
/// <param name="Signature">65 bytes r ‖ s ‖ v as 0x-hex.</param>
public sealed record SignedDecision(string Reason, ulong At, string Signature);
