using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class FeeRulesTests
{
    [Fact]
    public void A_stake_is_posted_as_ccip_fee_protocol_fee_and_the_gas_of_its_transaction()
    {
        var postings = Costs(Avalanche, Locked(1, 4));

        postings
            .Select(posting => (posting.Kind, posting.Amount.Value, posting.PaidBy))
            .ShouldBe([
                (PostingKind.CcipFee, 700UL, Staker),
                (PostingKind.ProtocolFee, 50UL, Staker),
                (PostingKind.StakeGas, 210_001UL * 25, Staker),
            ]);
    }

    [Fact]
    public void What_the_subsidy_pot_paid_of_the_CCIP_fee_is_not_the_stakers()
    {
        var postings = Costs(Avalanche, Locked(1, 4, subsidy: 300));

        postings
            .Select(posting => (posting.Kind, posting.Amount.Value, posting.Credit.Kind))
            .Take(3)
            .ShouldBe([
                (PostingKind.CcipFee, 400UL, AccountKind.Stakers),
                (PostingKind.Subsidy, 300UL, AccountKind.SubsidyPot),
                (PostingKind.ProtocolFee, 50UL, AccountKind.Stakers),
            ]);
        postings.Take(2).ShouldAllBe(posting => posting.Debit.Kind == AccountKind.CcipFees);
    }

    [Fact]
    public void A_fee_is_posted_in_its_own_token_and_gas_in_the_native_coin()
    {
        var postings = Costs(Avalanche, Locked(1, 4, feeToken: Link));

        postings.Select(posting => posting.Token).ShouldBe([Link, Link, Address.Zero]);
        postings[0].Ledger.ShouldBe($"ledger-{Avalanche}:{Link}-2026-01-31");
    }

    [Fact]
    public void A_fee_of_nothing_is_not_posted() =>
        Costs(Avalanche, Locked(1, 4, executionFee: 0))
            .Select(posting => posting.Kind)
            .ShouldBe([PostingKind.CcipFee, PostingKind.StakeGas]);

    [Fact]
    public void A_mint_is_paid_by_the_executor_that_sent_it()
    {
        var mint = Of(Ethereum, Minted(1, 0)).ShouldHaveSingleItem();

        mint.Credit.ShouldBe(new Account(AccountKind.Executor, Executor));
        mint.Debit.ShouldBe(new Account(AccountKind.MintGas));
        mint.Amount.Value.ShouldBe(300_002UL * 31);
        mint.Gas.ShouldBe(300_002UL);
    }

    [Fact]
    public void Mints_of_one_transaction_share_its_gas_exactly_and_the_first_bears_the_remainder()
    {
        var mints = Of(Ethereum, Minted(3, 7), Minted(1, 5), Minted(2, 6));

        var total = 300_002UL * 31;
        mints.Select(mint => mint.Subject).ShouldBe([Subject.Of(Stake(1)), Subject.Of(Stake(2)), Subject.Of(Stake(3))]);
        mints
            .Select(mint => mint.Amount.Value)
            .ShouldBe([(total / 3) + (total % 3), (U256)(total / 3), (U256)(total / 3)]);
        Sum(mints).ShouldBe(total);
        mints.Sum(mint => (long)mint.Gas!.Value).ShouldBe(300_002);
    }

    [Fact]
    public void Mints_of_two_transactions_pay_for_their_own() =>
        Of(Ethereum, Minted(1, 5, tx: 2, gas: 100), Minted(2, 6, tx: 3, gas: 200))
            .Select(mint => mint.Amount.Value)
            .ShouldBe([3_100UL, 6_200UL]);

    [Fact]
    public void An_entry_that_was_passed_over_costs_nothing_beside_a_mint() =>
        Of(Ethereum, Skipped(1, 5), Minted(2, 6)).ShouldHaveSingleItem().Subject.ShouldBe(Subject.Of(Stake(2)));

    [Fact]
    public void A_transaction_that_minted_nothing_was_paid_for_all_the_same() =>
        Sum(Of(Ethereum, Skipped(1, 5), Skipped(2, 6))).ShouldBe(90_001UL * 31);

    [Fact]
    public void Gas_of_ccip_is_not_ours()
    {
        var executed = new ChainFact(
            Hash(5),
            0,
            new(400_000, new(31), AddressOf(8)),
            new MessageExecuted(new(Hash(6)), new(Avalanche, Ethereum), 1, ExecutionState.Success, "0x", 90_000)
        );

        Of(Ethereum, executed).ShouldBeEmpty();
    }

    private static List<Posting> Costs(ChainSelector chain, params ChainFact[] facts) =>
        [.. Of(chain, facts).Where(posting => posting.Kind.IsCost())];

    private static List<Posting> Of(ChainSelector chain, params ChainFact[] facts)
    {
        var block = Block(chain, 10, facts);
        return [.. FeeRules.Postings(block.Chain, block.Block, block.Facts)];
    }

    private static U256 Sum(IEnumerable<Posting> postings) =>
        postings.Aggregate(U256.Zero, (sum, posting) => sum + posting.Amount.Value);
}
