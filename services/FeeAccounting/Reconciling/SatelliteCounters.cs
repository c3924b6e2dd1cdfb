using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>A satellite's counters and the accounts that are the same in the books.</summary>
/// <param name="Calls">Each answers one number; the figure is their sum.</param>
internal sealed record SatelliteCounters(
    string What,
    Address Token,
    IReadOnlyList<AccountKind> Accounts,
    IReadOnlyList<byte[]> Calls
)
{
    private static readonly AccountKind[] Principal = [AccountKind.Locked, AccountKind.Released, AccountKind.Claimable];

    public static IReadOnlyList<SatelliteCounters> Of(IReadOnlyList<Address> tokens) =>
        [
            .. tokens.Select(token => new SatelliteCounters(
                "locked",
                token,
                Principal,
                [new QLStakeSatellite.LockedCall(token).Encode()]
            )),
            .. tokens.Select(token => new SatelliteCounters(
                "accruedFees",
                token,
                [AccountKind.ProtocolFees],
                [new QLStakeSatellite.AccruedFeesCall(token).Encode()]
            )),
            new(
                "batchFees + waitingFees",
                Address.Zero,
                [AccountKind.BatchFees],
                [
                    new QLStakeSatellite.BatchFeesCall().Encode(),
                    .. tokens.Select(token => new QLStakeSatellite.WaitingFeesCall(token).Encode()),
                ]
            ),
            new(
                "floatBalance",
                Address.Zero,
                [AccountKind.CcipFloat],
                [new QLStakeSatellite.FloatBalanceCall().Encode()]
            ),
            new("subsidyPot", Address.Zero, [AccountKind.SubsidyPot], [new QLStakeSatellite.SubsidyPotCall().Encode()]),
        ];
}
