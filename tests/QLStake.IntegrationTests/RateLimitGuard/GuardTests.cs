using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.RateLimitGuard;

[Collection(MintsTests.Name)]
public sealed class GuardTests(MintsFixture fixture)
{
    private static readonly Address Receiver = Address.Parse("0x00000000000000000000000000000000000000f1");
    private static readonly U256 One = 1_000_000_000_000_000_000UL;

    [Fact]
    public async Task A_stake_whose_lock_is_proven_is_approved_with_the_guardians_signature()
    {
        var asked = await fixture.StakeAsync(One, Receiver);

        var approved = await fixture.ApprovedAsync(asked);

        var domain = MintApproval.Domain(fixture.Hub.Spec.ChainId, asked.Item.Hub).Separator();
        var digest = new MintApproval(asked.StakeId, asked.Root, approved.Expires, approved.PolicyHash).Digest(domain);
        Secp256k1
            .Recover(digest, Signature.FromSpan(Hex.Decode(approved.Signature)))
            .ShouldBe(DevelopmentAccount.Guardian.Address);
        (await fixture.GetAsync(fixture.Guard, "/policy")).ShouldContain(approved.PolicyHash.ToString());
    }

    [Fact]
    public async Task The_same_asking_twice_is_answered_once()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        await fixture.ApprovedAsync(asked);

        fixture.Router.Say(asked);
        await fixture.ApprovedAsync(asked with { Round = 2 });

        (await fixture.LogAsync(fixture.Guard))
            .OfType<MintApproved>()
            .Where(approved => approved.StakeId == asked.StakeId)
            .Select(approved => approved.Round)
            .ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_stake_above_the_single_mint_cap_is_held_and_says_why()
    {
        var asked = await fixture.StakeAsync(One * 1_001, Receiver);

        fixture.Router.Say(asked);

        var held = await fixture.SaidAsync<MintHeld>(fixture.Guard, m => m.StakeId == asked.StakeId);
        held.Reason.ShouldContain("single-mint cap");
    }

    [Fact]
    public async Task A_lock_that_does_not_exist_is_refused_and_then_rejected()
    {
        var real = await fixture.StakeAsync(One, Receiver);
        var item = real.Item with { Nonce = 1_000_000, Amount = new(One * 900) };
        var id = Leaf.IdOf(item);

        fixture.Router.Say(real with { StakeId = id, Item = item, Root = id.Value });

        var refused = await fixture.SaidAsync<MintNotYetProvable>(fixture.Guard, m => m.StakeId == id);
        refused.Missing.ShouldStartWith("No such lock");
        var rejected = await fixture.SaidAsync<MintRejected>(fixture.Guard, m => m.StakeId == id);
        rejected.Reason.ShouldStartWith("No such lock");
        (await fixture.GetAsync(fixture.Guard, $"/mints/{id}")).ShouldContain("Rejected");
    }

    [Fact]
    public async Task A_message_that_gives_a_real_stake_another_item_is_refuted_and_the_real_asking_is_approved()
    {
        var real = await fixture.StakeAsync(One, Receiver);

        fixture.Router.Say(real with { Round = 9, Item = real.Item with { Amount = new(One * 500) } });

        var refuted = await fixture.SaidAsync<MintNotYetProvable>(fixture.Guard, m => m.StakeId == real.StakeId);
        refuted.Missing.ShouldContain("not the stake");
        await fixture.ApprovedAsync(real);
    }

    [Fact]
    public async Task A_guard_killed_while_it_is_asked_answers_when_it_is_back()
    {
        var asked = await fixture.StakeAsync(One, Receiver);
        fixture.Router.Say(asked);
        await fixture.Guard.KillAsync();

        await fixture.Guard.StartAsync();

        await fixture.SaidAsync<MintApproved>(fixture.Guard, m => m.StakeId == asked.StakeId);
    }
}
