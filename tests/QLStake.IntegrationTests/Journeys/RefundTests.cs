using System.Net;
using System.Net.Http.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>A stake that is held, and what a human decides about it.</summary>
[Collection(FlowTests.Name)]
public sealed class RefundTests(FlowFixture journey)
{
    private static readonly U256 Coin = U256.Parse("1000000000000000000");

    private static DevelopmentAccount Operator => DevelopmentAccount.Guardian;

    [Fact]
    public async Task A_stake_that_is_held_and_rejected_goes_back_to_where_its_staker_wanted_it()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 101, DevelopmentAccount.Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintHeld");
        var locked = await journey.Avalanche.LockedAsync();
        var before = await BalanceAsync(stake.Item.RefundTo);

        (await DecideAsync(HoldVerdict.Reject, stake.Id, Operator)).ShouldBe(HttpStatusCode.NoContent);

        var done = await journey.Stakes.ReachesAsync(stake.Id, "ReturnFinalized");
        (await journey.Avalanche.LockedAsync()).ShouldBe(locked - Coin * 101);
        // Principal comes back whole; the fee was CCIP's, for a message that was carried.
        (await BalanceAsync(stake.Item.RefundTo) - before).ShouldBe(Coin * 101);
        string[] way =
        [
            "MintHeld",
            "MintRejected",
            "RefundApprovalAsked",
            "RefundApproved",
            "RefundAsked",
            "Refunded",
            "ReleaseAsked",
            "StakeReturned",
            "PaidOut",
            "ReleaseFinalized",
        ];
        FlowObserver.Steps(done!.Value).Where(step => way.Contains(step)).ShouldBe(way);
        await HasOneTraceAsync(stake.Id, [.. way, "guard decides on the refund"]);
    }

    /// <summary>The way back stands in the same trace as the way there, whichever stream and service it went through.</summary>
    private async Task HasOneTraceAsync(StakeId stake, string[] way)
    {
        var trace = await Eventually.HoldsAsync(
            () => Task.FromResult(journey.Collector.Trace($"{stake}"[2..34])),
            spans => way.All(step => spans.Any(span => span.Name == step)),
            TimeSpan.FromSeconds(30),
            $"the trace has {string.Join(", ", way)}"
        );
        var root = trace.Where(span => span.ParentId == "").ShouldHaveSingleItem();
        foreach (var step in way)
            trace.Where(span => span.Name == step).ShouldAllBe(span => span.ParentId == root.SpanId, step);
        trace
            .Select(span => span.Service)
            .Distinct()
            .ShouldBe(
                [ServiceNames.MessageRouter, ServiceNames.RateLimitGuard, ServiceNames.MintExecutor],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task A_stake_that_is_held_and_released_is_minted()
    {
        var stake = await journey.Avax.StakeAsync(default, Coin * 102, DevelopmentAccount.Staker.Address);
        await journey.Stakes.ReachesAsync(stake.Id, "MintHeld");

        (await DecideAsync(HoldVerdict.Release, stake.Id, DevelopmentAccount.Staker)).ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await DecideAsync(HoldVerdict.Release, stake.Id, Operator)).ShouldBe(HttpStatusCode.NoContent);

        await journey.Stakes.ReachesAsync(stake.Id, "MintFinalized");
        (await DecideAsync(HoldVerdict.Reject, stake.Id, Operator)).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_guards_give_the_hub_a_sign_of_life_when_nothing_else_does()
    {
        // The fixture has waited for it, before the first mint, which is a sign of life too.
        var beats = await journey.SignsOfLifeAsync();

        beats.Count.ShouldBe(1);
    }

    private async Task<HttpStatusCode> DecideAsync(HoldVerdict verdict, StakeId stake, DevelopmentAccount who)
    {
        var at = (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var decision = new HoldDecision(verdict, stake, "looked at by hand", at);
        var domain = MintApproval.Domain(journey.Ethereum.Spec.ChainId, journey.Ethereum.Protocol.Hub!.Value);
        var signature = who.Key.Sign(decision.Digest(domain.Separator())).ToString();
        using var http = new HttpClient { BaseAddress = journey.Network.Services[ServiceNames.RateLimitGuard].Address };
        using var answer = await http.PostAsJsonAsync(
            new Uri($"/mints/{stake}/{(verdict == HoldVerdict.Reject ? "reject" : "release")}", UriKind.Relative),
            new
            {
                reason = decision.Reason,
                at,
                signature,
            }
        );
        return answer.StatusCode;
    }

    private Task<U256> BalanceAsync(Address account) => journey.Avalanche.Rpc.GetBalance(account, BlockRef.Latest);
}
