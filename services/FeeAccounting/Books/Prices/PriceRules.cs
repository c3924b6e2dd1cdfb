using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>What a posting was worth, for whoever reads it: no balance depends on it.</summary>
/// <param name="Usd">US dollars, 18 decimals, rounded down.</param>
/// <param name="UsdPerToken">The price it was valued at: US dollars, 18 decimals, for 10^18 of the smallest unit.</param>
/// <param name="PricedIn">The number of the block that told the price.</param>
public sealed record Worth(U256 Usd, U256 UsdPerToken, ulong PricedIn);

/// <summary>Keeps prices at what the chain says, and values postings by them.</summary>
public static class PriceRules
{
    private static readonly U256 One = 1_000_000_000_000_000_000UL;

    public static IEnumerable<PricesTold> Observe(Prices prices, BlockObserved seen, long position)
    {
        List<TokenPriced> news = [.. seen.Facts.Select(told => told.Fact).OfType<TokenPriced>()];
        return news.Count == 0 || prices.Of(seen.Block.Hash)?.Position >= position
            ? []
            : [new(seen.Chain, seen.Block, position, news)];
    }

    public static IEnumerable<PricesRetracted> Orphan(Prices prices, ChainSelector chain, B256 hash, long position) =>
        prices.Of(hash) is { } known && known.OrphanedAt < position ? [new(chain, hash, position)] : [];

    /// <summary>The posting with its worth at its fact's block, where the token has a price. What is taken back keeps the worth it had.</summary>
    /// <param name="native">The token that is priced as the native coin.</param>
    public static Posting Value(Prices prices, Address? native, Posting posting)
    {
        var token = posting.Token.IsZero ? native : posting.Token;
        return posting.IsCounter || token is null || prices.At(token.Value, posting.Fact.Block.Number) is not { } price
            ? posting
            : posting with
            {
                Worth = new(
                    U256.MulDivDown(posting.Amount.Value, price.UsdPerToken, One),
                    price.UsdPerToken,
                    price.In.Block.Number
                ),
            };
    }
}
