using System.Collections.Immutable;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What CCIP's FeeQuoter said tokens are worth.</summary>
public sealed record PricesTold(ChainSelector Chain, BlockRef Block, long Position, IReadOnlyList<TokenPriced> Prices);

/// <summary>The block left its chain, and with it what it said.</summary>
public sealed record PricesRetracted(ChainSelector Chain, B256 BlockHash, long Position);

/// <summary>The prices one block told, and when it was last orphaned.</summary>
public sealed record PricedBlock(
    BlockRef Block,
    long Position,
    long OrphanedAt,
    ImmutableDictionary<Address, U256> Prices
)
{
    public bool Holds => Position > OrphanedAt;
}

/// <summary>The prices of one chain, by block: as many of the last as a reorg or a late posting can ask for.</summary>
public sealed record Prices(ImmutableList<PricedBlock> Blocks) : IState<Prices>
{
    private const int Kept = 256;

    public static Prices Initial { get; } = new(ImmutableList<PricedBlock>.Empty);

    public PricedBlock? Of(B256 block) => Blocks.Find(known => known.Block.Hash == block);

    /// <summary>The last price of a token in a block not above this one; null where none was told.</summary>
    public (U256 UsdPerToken, PricedBlock In)? At(Address token, ulong number)
    {
        PricedBlock? last = null;
        foreach (var known in Blocks)
            if (
                known.Holds
                && known.Block.Number <= number
                && !(last?.Block.Number > known.Block.Number)
                && known.Prices.ContainsKey(token)
            )
                last = known;
        return last is null ? null : (last.Prices[token], last);
    }

    public Prices Apply(object @event) =>
        @event switch
        {
            PricesTold news => Told(news),
            PricesRetracted gone when Of(gone.BlockHash) is { } known => new(
                Blocks.Replace(known, known with { OrphanedAt = Math.Max(known.OrphanedAt, gone.Position) })
            ),
            _ => this,
        };

    private Prices Told(PricesTold news)
    {
        var prices = news.Prices.Select(price => KeyValuePair.Create(price.Token, price.UsdPerToken));
        if (Of(news.Block.Hash) is { } known)
            return new(
                Blocks.Replace(known, known with { Position = news.Position, Prices = known.Prices.SetItems(prices) })
            );
        var block = new PricedBlock(
            news.Block,
            news.Position,
            0,
            ImmutableDictionary<Address, U256>.Empty.SetItems(prices)
        );
        return new((Blocks.Count < Kept ? Blocks : Blocks.RemoveAt(0)).Add(block));
    }
}
