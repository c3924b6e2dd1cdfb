using QLStake.Cli;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Cli;

public sealed class AssetBalanceTests
{
    [Fact]
    public void What_is_locked_is_minted_received_or_in_flight()
    {
        var books = Of(locked: 175, backing: 60, (60, 60), (100, 0), (10, null), (5, null));

        books.Received.ShouldBe((U256)100);
        books.InFlight.ShouldBe((U256)15);
        books.Holds.ShouldBeTrue();
    }

    [Fact]
    public void A_root_consumed_in_part_is_received_in_part() =>
        Of(locked: 100, backing: 40, (100, 40)).Received.ShouldBe((U256)60);

    [Fact]
    public void A_unit_minted_that_was_never_locked_shows() =>
        Of(locked: 60, backing: 61, (60, 60)).Holds.ShouldBeFalse();

    [Fact]
    public void A_unit_locked_that_no_root_carries_shows() =>
        Of(locked: 61, backing: 60, (60, 60)).Holds.ShouldBeFalse();

    [Fact]
    public void An_asset_of_six_decimals_is_compared_in_the_hubs_eighteen()
    {
        U256 million = 1_000_000_000_000;
        var books = AssetBalance.Of("avalanche", default, 3, 2 * million, [(2, 2), (1, null)], decimals: 6);

        books.Locked.ShouldBe(3 * million);
        books.Holds.ShouldBeTrue();
    }

    private static AssetBalance Of(U256 locked, U256 backing, params (U256 Total, U256? Consumed)[] roots) =>
        AssetBalance.Of("avalanche", default, locked, backing, roots, Units.Decimals);
}
