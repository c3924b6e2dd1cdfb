using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

/// <summary>Batches, the way back and a satellite's own funds in the books.</summary>
public sealed class PathRulesTests
{
    private static readonly Address User = AddressOf(30);
    private static readonly Address Satellite = AddressOf(10);
    private static readonly Address Hub = AddressOf(11);
    private static readonly MessageId Message = new(Hash(60));

    [Fact]
    public void A_queued_stake_pays_its_share_to_the_batch_and_its_execution_fee_to_the_treasury()
    {
        var queued = new StakeQueued(Stake(1), Item(1), Staker, Hash(7), 0, new(40), new(5));

        Moves(Avalanche, Told(queued, 1, from: Staker))
            .ShouldBe([
                (PostingKind.BatchShare, 40, "Stakers", "BatchFees"),
                (PostingKind.ProtocolFee, 5, "Stakers", "ProtocolFees"),
                (PostingKind.Lock, 1_000, "Owners", "Locked"),
                (PostingKind.StakeGas, 100_001 * 31, "Stakers", "StakeGas"),
            ]);
    }

    [Fact]
    public void A_flush_is_paid_by_the_shares_and_topped_up_by_the_flusher_and_CCIP_is_paid_once()
    {
        var moves = Moves(
            Avalanche,
            Told(new BatchFlushed(Hash(7), Hash(8), User, new(90), new(70)), 1, from: User),
            Told(Sent(MessageKind.Stake, Hash(8)), 2, from: User),
            Told(Accepted(90), 3, from: User)
        );

        moves.ShouldBe([
            (PostingKind.FlushRepayment, 70, "BatchFees", "CcipFees"),
            (PostingKind.CcipFee, 20, $"Callers:{User}", "CcipFees"),
            (PostingKind.FlushGas, 100_001 * 31, $"Executor:{User}", "FlushGas"),
        ]);
    }

    [Fact]
    public void A_redemption_pays_CCIP_itself_and_its_gas_is_the_redeemers()
    {
        var facts = new[]
        {
            Told(new Redeemed(Hash(50), User, AddressOf(40), new(990), Back()), 1, from: User),
            Told(Sent(MessageKind.Release, Hash(50)), 2, from: User),
            Told(Accepted(80), 3, from: User),
        };

        Moves(Ethereum, facts)
            .ShouldBe([
                (PostingKind.CcipFee, 80, $"Callers:{User}", "CcipFees"),
                (PostingKind.RedeemGas, 100_001 * 31, $"Callers:{User}", "RedeemGas"),
            ]);
        Of(Ethereum, facts).ShouldAllBe(posting => posting.Subject == Subject.Leaf(Hash(50)));
    }

    [Fact]
    public void Refunds_that_leave_together_are_paid_by_who_sent_them() =>
        Moves(Ethereum, Told(Sent(MessageKind.Refund, Hash(51)), 1), Told(Accepted(80), 2))
            .ShouldBe([
                (PostingKind.CcipFee, 80, $"Callers:{Executor}", "CcipFees"),
                (PostingKind.FlushGas, 100_001 * 31, $"Executor:{Executor}", "FlushGas"),
            ]);

    [Fact]
    public void A_Hello_costs_who_said_it() =>
        Moves(Avalanche, Told(Accepted(80), 2))
            .ShouldBe([(PostingKind.CcipFee, 80, $"Callers:{Executor}", "CcipFees")]);

    [Fact]
    public void A_stakes_message_is_paid_for_by_its_lock_alone() =>
        Of(
                Avalanche,
                Locked(1, 4),
                Told(Sent(MessageKind.Stake, Stake(1).Value), 5, tx: 1),
                Told(Accepted(700), 6, tx: 1)
            )
            .Where(posting => posting.Debit.Kind == AccountKind.CcipFees)
            .ShouldHaveSingleItem()
            .Amount.Value.ShouldBe(700UL);

    [Fact]
    public void A_transfer_is_paid_by_its_sender_in_the_token_it_was_paid_in()
    {
        var sent = new TransferSent(Message, new(Ethereum, Avalanche), 1, User, User, Hub, new(5), 0, 0, Link, new(33));

        var fee = Of(Ethereum, Told(sent, 1, from: User)).First();
        (fee.Token, fee.Amount.Value, fee.Credit).ShouldBe((Link, 33UL, new(AccountKind.Callers, User)));
    }

    [Fact]
    public void What_is_redeemed_goes_from_locked_to_released_to_its_owner() =>
        Moves(
                Avalanche,
                Told(new Released(Hash(50), Hash(50), User, Address.Zero, new(600)), 1),
                Told(new RestWaits(Hash(50), new(100)), 2),
                Told(new PaidOut(Hash(50), User, Address.Zero, new(500)), 3)
            )
            .ShouldBe([
                (PostingKind.Release, 600, "Locked", "Released"),
                (PostingKind.Payout, 500, "Released", "Owners"),
                (PostingKind.ReleaseGas, 100_001 * 31, $"Executor:{Executor}", "ReleaseGas"),
            ]);

    [Fact]
    public void What_its_receiver_refuses_is_his_to_claim()
    {
        Moves(Avalanche, Told(new PayoutFailed(Hash(50), User, Address.Zero, new(500)), 3))
            .ShouldBe([
                (PostingKind.Refusal, 500, "Released", $"Claimable:{User}"),
                (PostingKind.ReleaseGas, 100_001 * 31, $"Executor:{Executor}", "ReleaseGas"),
            ]);
        Moves(Avalanche, Told(new Claimed(User, Address.Zero, Staker, new(500)), 3, from: User))
            .ShouldBe([(PostingKind.Claim, 500, $"Claimable:{User}", "Owners")]);
    }

    [Fact]
    public void A_stake_given_back_is_about_the_stake_to_the_last_posting()
    {
        var postings = Of(
            Avalanche,
            Told(new StakeReturned(Stake(1), Hash(50), User, Address.Zero, new(600)), 1),
            Told(new PaidOut(Hash(50), User, Address.Zero, new(600)), 2)
        );

        postings
            .Select(posting => posting.Kind)
            .ShouldBe([PostingKind.Return, PostingKind.Payout, PostingKind.ReturnGas]);
        postings.ShouldAllBe(posting => posting.Subject == Subject.Of(Stake(1)));
    }

    [Fact]
    public void Float_pot_and_fees_are_who_funded_them_and_who_took_them() =>
        Moves(
                Avalanche,
                Told(new FloatMoved(MoneyFlow.In, User, new(1)), 1),
                Told(new FloatMoved(MoneyFlow.Out, User, new(2)), 2),
                Told(new SubsidyMoved(MoneyFlow.In, User, new(3)), 3),
                Told(new SubsidyMoved(MoneyFlow.Out, User, new(4)), 4),
                Told(new FeesWithdrawn(Link, User, new(5)), 5)
            )
            .ShouldBe([
                (PostingKind.FloatFunded, 1, $"Funders:{User}", "CcipFloat"),
                (PostingKind.FloatWithdrawn, 2, "CcipFloat", $"Funders:{User}"),
                (PostingKind.SubsidyFunded, 3, $"Funders:{User}", "SubsidyPot"),
                (PostingKind.SubsidyWithdrawn, 4, "SubsidyPot", $"Funders:{User}"),
                (PostingKind.FeesWithdrawn, 5, "ProtocolFees", $"Treasury:{User}"),
            ]);

    [Fact]
    public void Principal_that_was_written_off_is_locked_no_more() =>
        Moves(Avalanche, Told(new LossRecorded(Address.Zero, new(9)), 1))
            .ShouldBe([(PostingKind.Loss, 9, "Locked", "Losses")]);

    [Fact]
    public void Rewards_are_locked_and_their_message_is_paid_by_who_funded_them() =>
        Moves(
                Avalanche,
                Told(new RewardsFunded(Hash(52), User, Item(3), new(12)), 1, from: User),
                Told(Sent(MessageKind.Rewards, Hash(52)), 2, from: User),
                Told(Accepted(12), 3, from: User)
            )
            .ShouldBe([
                (PostingKind.CcipFee, 12, $"Callers:{User}", "CcipFees"),
                (PostingKind.Lock, 1_000, "Owners", "Locked"),
            ]);

    [Fact]
    public void A_sign_of_life_costs_its_executor_unless_a_mint_gave_it()
    {
        Of(Ethereum, Told(new QuorumSeen(DateTimeOffset.UnixEpoch), 1))
            .ShouldHaveSingleItem()
            .Kind.ShouldBe(PostingKind.HeartbeatGas);
        Of(Ethereum, Minted(1, 5), Told(new QuorumSeen(DateTimeOffset.UnixEpoch), 6, tx: 2))
            .ShouldHaveSingleItem()
            .Kind.ShouldBe(PostingKind.MintGas);
    }

    [Fact]
    public void A_rollups_data_fee_is_posted_beside_the_gas_and_shared_like_it()
    {
        var refunded = new StakeRefunded(Stake(1), Hash(50), Stake(1).Value, Back(), Hash(7), 0);
        var data = Of(Ethereum, Told(refunded, 1, l1Fee: 7), Told(refunded with { StakeId = Stake(2) }, 2, l1Fee: 7))
            .Where(posting => posting.Kind == PostingKind.L1DataFee)
            .ToList();

        data.Select(posting => (posting.Amount.Value, posting.Debit.Kind))
            .ShouldBe([(4UL, AccountKind.RefundGas), (3UL, AccountKind.RefundGas)]);
    }

    [Theory]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000007")]
    [InlineData("leaf:0x0000000000000000000000000000000000000000000000000000000000000007")]
    [InlineData("account:0x0000000000000000000000000000000000000000000000000000000000000007")]
    public void A_subject_is_read_as_it_is_written(string text)
    {
        Subject.TryParse(text, out var subject).ShouldBeTrue();
        subject.ToString().ShouldBe(text);
        Subject.TryParse("7:" + text, out _).ShouldBeFalse();
    }

    private static ReleaseItem Back() =>
        new(new(Ethereum, Avalanche), Hub, Satellite, Address.Zero, new(1_000), User, User, 7, 0);

    private static RootSent Sent(MessageKind kind, B256 root) =>
        new(Message, root, kind, Address.Zero, 1, new(1_000), Ethereum, Hub);

    private static MessageSent Accepted(ulong fee) =>
        new(Message, new(Avalanche, Ethereum), 1, Satellite, Hub, 200_000, Link, new(fee));

    private static List<(PostingKind, U256, string, string)> Moves(ChainSelector chain, params ChainFact[] facts) =>
        [
            .. Of(chain, facts)
                .Select(posting => (posting.Kind, posting.Amount.Value, $"{posting.Credit}", $"{posting.Debit}")),
        ];

    private static List<Posting> Of(ChainSelector chain, params ChainFact[] facts)
    {
        var block = Block(chain, 10, facts);
        return [.. FeeRules.Postings(block.Chain, block.Block, block.Facts)];
    }
}
