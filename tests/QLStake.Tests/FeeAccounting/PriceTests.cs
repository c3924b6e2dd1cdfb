using QLStake.Contracts;
using QLStake.FeeAccounting;
using Shouldly;
using Xunit;
using static QLStake.Tests.FeeAccounting.FeeStory;

namespace QLStake.Tests.FeeAccounting;

public sealed class PriceTests
{
    private static readonly Address Wrapped = AddressOf(4);
    private Prices prices = Prices.Initial;

    [Fact]
    public void A_posting_is_worth_what_the_last_price_up_to_its_block_says()
    {
        Told(100, 1, (Link, Dollars(15)));
        Told(102, 2, (Link, Dollars(16)));
        Told(104, 3, (Link, Dollars(17)));

        Valued(102, Link, 2_000_000_000_000_000_001).ShouldBe(new(Dollars(32) + 16, Dollars(16), 102));
        Valued(103, Link, 1).ShouldBe(new(16, Dollars(16), 102));
        Valued(101, Link, 1).ShouldBe(new(15, Dollars(15), 100));
    }

    [Fact]
    public void Native_coin_is_worth_what_its_wrapped_token_is()
    {
        Told(100, 1, (Wrapped, Dollars(30)));

        Valued(100, Address.Zero, 3).ShouldBe(new(90, Dollars(30), 100));
    }

    [Fact]
    public void What_CCIP_never_priced_has_no_worth()
    {
        Told(100, 1, (Wrapped, Dollars(30)));

        Valued(100, Link, 3).ShouldBeNull();
        Valued(99, Address.Zero, 3).ShouldBeNull();
        PriceRules.Value(prices, null, Posting(100, Address.Zero, 3)).Worth.ShouldBeNull();
    }

    [Fact]
    public void A_price_that_a_reorg_took_back_counts_no_more_until_it_is_told_again()
    {
        Told(100, 1, (Link, Dollars(15)));
        Told(101, 2, (Link, Dollars(16)));

        Orphaned(101, 3);
        Valued(105, Link, 1)!.UsdPerToken.ShouldBe(Dollars(15));
        Orphaned(101, 3).ShouldBe(0);

        Told(101, 4, (Link, Dollars(16)));
        Valued(105, Link, 1)!.UsdPerToken.ShouldBe(Dollars(16));
    }

    [Fact]
    public void The_same_news_again_says_nothing()
    {
        Told(100, 1, (Link, Dollars(15))).ShouldBe(1);

        Told(100, 1, (Link, Dollars(15))).ShouldBe(0);
        Orphaned(999, 2).ShouldBe(0);
    }

    [Fact]
    public void What_is_taken_back_keeps_the_worth_it_was_posted_with()
    {
        Told(100, 1, (Link, Dollars(15)));
        var posting = PriceRules.Value(prices, Wrapped, Posting(100, Link, 2));
        Orphaned(100, 2);

        PriceRules.Value(prices, Wrapped, posting.Counter()).Worth.ShouldBe(posting.Worth);
    }

    [Fact]
    public void A_posting_that_was_valued_is_still_the_one_that_its_fact_asks_for()
    {
        Told(100, 1, (Wrapped, Dollars(30)));
        var seen = Block(Avalanche, 100, Locked(1, 4));
        var written = (BlockJournaled)JournalRules.Observe(Journal.Initial, seen, 2).Single();
        var valued = written.With([.. written.Postings.Select(entry => PriceRules.Value(prices, Wrapped, entry))]);
        valued.Postings.ShouldAllBe(posting => posting.Worth != null);

        var again = JournalRules.Observe(Journal.Initial.Apply(valued), seen, 3).Single();

        again.Postings.ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_last_prices_are_kept()
    {
        for (var block = 1; block <= 300; block++)
            Told(block, block, (Link, Dollars((ulong)block)));

        prices.Blocks.Count.ShouldBe(256);
        Valued(400, Link, 1)!.UsdPerToken.ShouldBe(Dollars(300));
    }

    private int Told(int block, long position, params (Address Token, U256 Price)[] told)
    {
        var facts = told.Select(
            (price, index) => FeeStory.Told(new TokenPriced(price.Token, price.Price), (uint)index)
        );
        var events = PriceRules.Observe(prices, Block(Avalanche, block, [.. facts]), position).ToList();
        prices = events.Aggregate(prices, (state, news) => state.Apply(news));
        return events.Count;
    }

    private int Orphaned(int block, long position)
    {
        var events = PriceRules.Orphan(prices, Avalanche, Hash(block), position).ToList();
        prices = events.Aggregate(prices, (state, news) => state.Apply(news));
        return events.Count;
    }

    private Worth? Valued(int block, Address token, ulong amount) =>
        PriceRules.Value(prices, Wrapped, Posting(block, token, amount)).Worth;

    private static Posting Posting(int block, Address token, ulong amount) =>
        new(
            new(Avalanche, Block(Avalanche, block).Block, 0, Hash(1)),
            PostingKind.CcipFee,
            1,
            false,
            Subject.Of(Stake(1)),
            token,
            new(amount),
            new(AccountKind.CcipFees),
            new(AccountKind.Stakers),
            Staker,
            null
        );

    private static U256 Dollars(ulong dollars) => (U256)dollars * 1_000_000_000_000_000_000UL;
}
