using QLStake.Contracts;
using QLStake.IntegrationTests.Fees;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Principal that is gone, written off by the DAO while its satellite is paused.</summary>
[Collection(AloneTests.Name)]
public sealed class LossTests(AloneFixture journey) : IDisposable
{
    private const ulong Lost = 7;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);
    private readonly ComparedBooks books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    [Fact]
    public async Task A_loss_stands_in_the_books_which_agree_with_the_chain_as_before()
    {
        var satellite = journey.Avalanche.Protocol.Satellite!.Value;
        var (pauser, dao) = (
            journey.Avalanche.As(DevelopmentAccount.Pauser),
            journey.Avalanche.As(DevelopmentAccount.Dao)
        );
        var stake = await journey.Avax.StakeAsync(default, Load.Amount, journey.Receiver);
        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");

        foreach (var scope in new[] { PauseScope.Stakes, PauseScope.Releases })
            await pauser.SendAsync(satellite, new QLStakeSatellite.PauseCall(scope));
        await dao.SendAsync(satellite, new QLStakeSatellite.RecordLossCall(default, Lost));
        foreach (var scope in new[] { PauseScope.Stakes, PauseScope.Releases })
            await dao.SendAsync(satellite, new QLStakeSatellite.UnpauseCall(scope));

        await Eventually.HoldsAsync(
            () => books.TextAsync($"/ledger/{journey.Avalanche.Spec.Selector}/native"),
            ledger => ledger.Contains("Losses", StringComparison.Ordinal),
            Soon,
            "the loss is in the ledger"
        );
        var report = (await books.ReconcileAsync()).Single(each => each.Chain == journey.Avalanche.Spec.Selector);
        report.Checks.ShouldAllBe(check => check.Difference == "0");
        report.Agrees.ShouldBeTrue();
    }

    public void Dispose() => books.Dispose();
}
