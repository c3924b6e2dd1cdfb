using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.IntegrationTests.Rpc;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.RateLimitGuard;

[Collection(MintsTests.Name)]
public sealed class QuorumTests(MintsFixture fixture) : IDisposable
{
    private static readonly Address Receiver = Address.Parse("0x00000000000000000000000000000000000000f7");
    private static readonly U256 One = 1_000_000_000_000_000_000UL;

    [Fact]
    public async Task An_endpoint_that_denies_the_lock_holds_the_mint()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        fixture.Second.Fault = DenyCalls;

        fixture.Router.Say(asked);

        var held = await fixture.SaidAsync<MintHeld>(fixture.Guard, m => m.StakeId == asked.StakeId);
        held.Reason.ShouldContain("disagree");
    }

    [Fact]
    public async Task An_endpoint_that_is_away_lowers_no_quorum_and_is_waited_for()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        fixture.Second.Fault = passing => passing.Status(500);

        fixture.Router.Say(asked);

        var missing = await fixture.SaidAsync<MintNotYetProvable>(fixture.Guard, m => m.StakeId == asked.StakeId);
        missing.Missing.ShouldContain("1 of 2");
        fixture.Second.Fault = null;
        await fixture.SaidAsync<MintApproved>(fixture.Guard, m => m.StakeId == asked.StakeId);
    }

    [Fact]
    public async Task An_endpoint_that_talks_nonsense_lowers_no_quorum_and_is_waited_for()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        fixture.Second.Fault = passing => passing.Answer("<html>bad gateway</html>");

        fixture.Router.Say(asked);

        var missing = await fixture.SaidAsync<MintNotYetProvable>(fixture.Guard, m => m.StakeId == asked.StakeId);
        missing.Missing.ShouldContain("1 of 2");
        missing.Missing.ShouldContain("The endpoint is broken or no EVM node");
        fixture.Second.Fault = null;
        await fixture.SaidAsync<MintApproved>(fixture.Guard, m => m.StakeId == asked.StakeId);
    }

    [Fact]
    public async Task A_source_chain_that_hangs_keeps_no_other_stake_waiting()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        fixture.Faulty.Fault = passing => passing.Hang();
        for (var i = 0UL; i < 30; i++)
            fixture.Router.Say(FromArbitrum(asked, nonce: i));

        fixture.Router.Say(asked);

        await fixture.SaidAsync<MintApproved>(
            fixture.Guard,
            m => m.StakeId == asked.StakeId,
            within: TimeSpan.FromSeconds(20)
        );
    }

    public void Dispose() => (fixture.Second.Fault, fixture.Faulty.Fault) = (null, null);

    private ApproveMint FromArbitrum(ApproveMint asked, ulong nonce)
    {
        var item = asked.Item with
        {
            Lane = asked.Item.Lane with { Source = fixture.Arbitrum.Spec.Selector },
            Satellite = fixture.Arbitrum.Protocol.Satellite!.Value,
            Nonce = nonce,
        };
        var id = Leaf.IdOf(item);
        return asked with { StakeId = id, Item = item, Root = id.Value };
    }

    /// <summary>Whatever is called returns zeros, as many words as <c>sentRoot</c> does: no root was ever sent.</summary>
    private static async Task DenyCalls(Passing passing)
    {
        var answers = await passing.Ask();
        if (passing.Asks("eth_call"))
            foreach (var answer in Passing.MembersOf(answers).Cast<JsonObject>())
                answer["result"] = "0x" + new string('0', 7 * 64);
        await passing.Answer(answers.ToJsonString());
    }
}
