using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Don;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

[Collection(ChainsTests.Name)]
public sealed class DonNetworkTests(ChainsFixture fixture) : IDisposable
{
    private const ulong TooLittleGas = 30_000;
    private const ulong EnoughGas = 200_000;

    // Several DON rounds, and finality.
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(2);

    private LocalChain Avalanche => fixture.Chains.Avalanche;

    private LocalChain Hub => fixture.Chains.Ethereum;

    /// <summary>A failed test holds nothing back from the next one.</summary>
    public void Dispose()
    {
        fixture.Don.Switches.ReleaseCommits();
        fixture.Don.Switches.ReleaseExecutions();
    }

    [Fact]
    public async Task A_held_commit_leaves_the_message_uncommitted_until_it_is_released()
    {
        fixture.Don.Switches.HoldCommits(fixture.ToHub);
        var stake = await StakeAsync();
        await Task.Delay(LongEnough);
        (await fixture.NextUncommittedAsync(fixture.ToHub)).ShouldBe(stake.SequenceNumber);

        fixture.Don.Switches.ReleaseCommits(fixture.ToHub);

        await fixture.UntilAsync(fixture.ToHub, stake.SequenceNumber, ExecutionState.Success);
    }

    [Fact]
    public async Task A_held_execution_leaves_the_message_committed_but_untouched_until_it_is_released()
    {
        fixture.Don.Switches.HoldExecutions();
        var stake = await StakeAsync();
        await Task.Delay(LongEnough);
        (await fixture.NextUncommittedAsync(fixture.ToHub)).ShouldBe(stake.SequenceNumber + 1);
        (await fixture.StateAsync(fixture.ToHub, stake.SequenceNumber)).ShouldBe(ExecutionState.Untouched);

        fixture.Don.Switches.ReleaseExecutions();

        await fixture.UntilAsync(fixture.ToHub, stake.SequenceNumber, ExecutionState.Success);
    }

    [Fact]
    public async Task A_cursed_lane_waits_and_goes_on_when_the_curse_is_lifted()
    {
        await Curse.CurseAsync(Hub, Avalanche.Spec.Selector);
        var stake = await StakeAsync();
        await Task.Delay(LongEnough);
        (await fixture.NextUncommittedAsync(fixture.ToHub)).ShouldBe(stake.SequenceNumber);

        await Curse.UncurseAsync(Hub, Avalanche.Spec.Selector);

        await fixture.UntilAsync(fixture.ToHub, stake.SequenceNumber, ExecutionState.Success);
    }

    [Fact]
    public async Task One_message_that_fails_does_not_keep_its_neighbour_from_success_and_is_executed_by_hand()
    {
        fixture.Don.Switches.HoldCommits(fixture.ToHub);
        await SetDeliveryGasAsync(TooLittleGas);
        var starved = await StakeAsync();
        await SetDeliveryGasAsync(EnoughGas);
        var fed = await StakeAsync();
        fixture.Don.Switches.ReleaseCommits(fixture.ToHub);

        await fixture.UntilAsync(fixture.ToHub, starved.SequenceNumber, ExecutionState.Failure);
        await fixture.UntilAsync(fixture.ToHub, fed.SequenceNumber, ExecutionState.Success);
        await Should.ThrowAsync<LocalnetException>(() => fixture.Don.ManuallyExecuteAsync(starved.MessageId));

        await fixture.Don.ManuallyExecuteAsync(starved.MessageId, EnoughGas);

        (await fixture.StateAsync(fixture.ToHub, starved.SequenceNumber)).ShouldBe(ExecutionState.Success);
    }

    [Fact]
    public async Task Messages_that_waited_together_cross_under_one_root()
    {
        fixture.Don.Switches.HoldCommits(fixture.ToHub);
        var stakes = new List<SentStake>();
        for (var i = 0; i < 5; i++)
        {
            stakes.Add(await StakeAsync());
        }

        fixture.Don.Switches.ReleaseCommits(fixture.ToHub);

        foreach (var stake in stakes)
        {
            await fixture.UntilAsync(fixture.ToHub, stake.SequenceNumber, ExecutionState.Success);
        }
    }

    private Task<SentStake> StakeAsync() =>
        new StakeSender(Avalanche).StakeAsync(default, 1_000_000UL, DevelopmentAccount.Staker.Address);

    private Task<QLStake.Evm.TransactionReceipt> SetDeliveryGasAsync(ulong gas) =>
        Avalanche
            .As(DevelopmentAccount.Dao)
            .SendAsync(Avalanche.Protocol.Satellite!.Value, new QLStakeSatellite.SetDeliveryGasCall(gas));
}
