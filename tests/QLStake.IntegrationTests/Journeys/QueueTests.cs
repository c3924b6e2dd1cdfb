using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Fees;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>Stakes that wait for company and share a message.</summary>
[Collection(FlowTests.Name)]
public sealed class QueueTests(FlowFixture journey) : IDisposable
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private readonly Books books = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);
    private readonly ComparedBooks compared = new(journey.Network.Services[ServiceNames.FeeAccounting].Address);

    private static Address Holder => DevelopmentAccount.Staker.Address;

    [Fact]
    public async Task A_hundred_queued_stakes_leave_in_two_messages_and_each_is_minted()
    {
        var before = await journey.Ethereum.SharesOfAsync(Holder);
        var generation = (await OpenAsync()).Generation;
        var amount = Coin / 100;
        var promised = await ChargedAsync("queue", amount);

        var stakes = new List<StakeId>();
        for (var i = 0; i < 2 * FlowFixture.FullAt; i++)
        {
            stakes.Add(await journey.Avalanche.QueueAsync(amount, Holder));
            if (stakes.Count == FlowFixture.FullAt)
                await UntilGenerationAsync(generation + 1);
        }

        foreach (var stake in stakes)
            await journey.Stakes.ReachesAsync(stake, "MintFinalized");
        (await OpenAsync()).Generation.ShouldBe(generation + 2);
        (await journey.Ethereum.SharesOfAsync(Holder) - before).ShouldBe(amount * (uint)stakes.Count);
        var messages = new HashSet<string?>();
        foreach (var stake in stakes)
            messages.Add((await journey.Stakes.FindAsync(stake))!.Value.GetProperty("messageId").GetString());
        messages.Count.ShouldBe(2);

        // What each cost is what its quote promised, and a small part of what a message of its own would have cost.
        (promised * 4).ShouldBeLessThan(await ChargedAsync("stake", amount));
        foreach (var stake in stakes)
        {
            var parts = await books.PartsAsync(stake);
            (parts["BatchShare"] + parts.GetValueOrDefault("ProtocolFee")).ShouldBe(promised);
            parts.ContainsKey("CcipFee").ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_queued_stake_says_until_when_it_waits_and_leaves_by_then()
    {
        var stake = await journey.Avalanche.QueueAsync(Coin / 100, Holder);

        var waits = (await journey.Stakes.WaitsForAsync(stake, "WaitingForBatch"))!.Value.GetProperty("waiting");
        waits.GetProperty("until").GetString().ShouldNotBeNull();
        waits.GetProperty("owner").GetString().ShouldBe("Executor");

        var done = await journey.Stakes.ReachesAsync(stake, "MintFinalized");
        FlowObserver
            .Steps(done!.Value)
            .ShouldBeSubsetOf([
                "StakeQueued",
                "BatchFlushed",
                "RootSent",
                "MessageSent",
                "SourceFinalized",
                "RootCommitted",
                "MessageExecuted",
                "RootReceived",
                "ApprovalAsked",
                "NotYetProvable",
                "MintApproved",
                "MintAsked",
                "MintSubmitted",
                "MintConfirmed",
                "MintFinalized",
            ]);
        var found = await journey.Flows.FindAsync($"/stakes?search={done.Value.GetProperty("messageId").GetString()}");
        found!
            .Value.GetProperty("stakes")
            .EnumerateArray()
            .Select(each => each.GetProperty("stakeId").GetString())
            .ShouldContain($"{stake}");
    }

    public void Dispose()
    {
        books.Dispose();
        compared.Dispose();
    }

    private async Task<U256> ChargedAsync(string kind, U256 amount)
    {
        var asked = $"/quotes?kind={kind}&chain=avalanche&asset=native&amount={amount}&receiver={Holder}";
        return U256.Parse((await compared.GetAsync(asked)).GetProperty("charged").GetString()!);
    }

    private Task<QLStakeSatellite.Batch> OpenAsync()
    {
        var key = BatchKey.Of(
            MessageKind.Stake,
            journey.Ethereum.Spec.Selector,
            journey.Ethereum.Protocol.Hub!.Value,
            default
        );
        return journey.Avalanche.ReadAsync(
            journey.Avalanche.Protocol.Satellite!.Value,
            new QLStakeSatellite.OpenBatchCall(key),
            BlockRef.Latest
        );
    }

    private Task UntilGenerationAsync(uint generation) =>
        Hosting.Eventually.HoldsAsync(
            OpenAsync,
            open => open.Generation == generation,
            TimeSpan.FromSeconds(60),
            "the full batch has left"
        );
}
