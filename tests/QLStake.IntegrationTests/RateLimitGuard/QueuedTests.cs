using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.RateLimitGuard;

/// <summary>Stakes that share a message: each is proven by its own lock and its own proof.</summary>
[Collection(MintsTests.Name)]
public sealed class QueuedTests(MintsFixture fixture)
{
    private static readonly Address Receiver = Address.Parse("0x00000000000000000000000000000000000000f9");
    private static readonly U256 One = 1_000_000_000_000_000_000UL;
    private readonly QueuedBatch batch = new(fixture);

    [Fact]
    public async Task Each_stake_of_a_batch_is_approved_under_the_root_they_share()
    {
        var asked = await batch.SendAsync(Receiver, One, One * 2, One * 3);

        var domain = MintApproval.Domain(fixture.Hub.Spec.ChainId, asked[0].Item.Hub).Separator();
        foreach (var asking in asked)
        {
            var approved = await fixture.ApprovedAsync(asking);
            approved.Root.ShouldBe(asked[0].Root);
            var digest = new MintApproval(asking.StakeId, asking.Root, approved.Expires, approved.PolicyHash);
            Secp256k1
                .Recover(digest.Digest(domain), Signature.FromSpan(Hex.Decode(approved.Signature)))
                .ShouldBe(DevelopmentAccount.Guardian.Address);
        }
    }

    [Fact]
    public async Task A_stake_with_the_proof_of_its_neighbour_or_under_another_root_is_refuted_until_its_own_comes()
    {
        var (asked, other) = (await batch.SendAsync(Receiver, One, One, One), await fixture.StakeAsync(One, Receiver));
        var (mine, neighbour) = (asked[0], asked[2]);

        fixture.Router.Say(mine with { Round = 7, Proof = neighbour.Proof });
        fixture.Router.Say(mine with { Round = 8, Root = other.Root, Proof = [] });
        foreach (var round in new[] { 7, 8 })
            (await RefusedAsync(mine.StakeId, round)).ShouldContain("The proof does not lead");

        (await fixture.ApprovedAsync(mine)).Root.ShouldBe(mine.Root);
        (await ApprovalsAsync(mine.StakeId)).ShouldBe([1]);
    }

    [Fact]
    public async Task A_queued_stake_changed_by_one_wei_is_no_lock_however_it_is_dressed_up()
    {
        var asked = (await batch.SendAsync(Receiver, One, One))[0];
        var item = asked.Item with { Amount = new(asked.Item.Amount.Value + 1) };
        var forged = Leaf.IdOf(item);

        fixture.Router.Say(asked with { Round = 7, Item = item });
        fixture.Router.Say(asked with { Round = 8, StakeId = forged, Item = item });
        fixture.Router.Say(asked with { Round = 9, StakeId = forged, Item = item, Root = forged.Value, Proof = [] });

        (await RefusedAsync(asked.StakeId, 7)).ShouldContain("The item is not the stake");
        (await RefusedAsync(forged, 8)).ShouldContain("The proof does not lead");
        (await RefusedAsync(forged, 9)).ShouldStartWith("No such lock");
        (await ApprovalsAsync(asked.StakeId)).ShouldBeEmpty();
        (await ApprovalsAsync(forged)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_batch_that_is_said_to_have_another_count_is_held()
    {
        var asked = (await batch.SendAsync(Receiver, One, One))[1];

        fixture.Router.Say(asked with { Evidence = asked.Evidence with { LeafCount = 5 } });

        var held = await fixture.SaidAsync<MintHeld>(fixture.Guard, m => m.StakeId == asked.StakeId);
        held.Reason.ShouldContain("the root's count");
    }

    private async Task<string> RefusedAsync(StakeId stake, int round) =>
        (
            await fixture.SaidAsync<MintNotYetProvable>(fixture.Guard, m => m.StakeId == stake && m.Round == round)
        ).Missing;

    private async Task<IReadOnlyList<int>> ApprovalsAsync(StakeId stake) =>
        [
            .. (await fixture.LogAsync(fixture.Guard))
                .OfType<MintApproved>()
                .Where(approved => approved.StakeId == stake)
                .Select(approved => approved.Round),
        ];
}
