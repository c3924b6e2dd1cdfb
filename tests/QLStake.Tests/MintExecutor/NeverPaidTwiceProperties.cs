using FsCheck;
using FsCheck.Xunit;
using QLStake.Evm;
using QLStake.MintExecutor;
using Shouldly;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

/// <summary>
/// A chain that mines, forgets and finalizes at random, and a stranger who may use our nonces: whatever the schedule, a mint
/// is never in two transactions that could both still be mined.
/// </summary>
public sealed class NeverPaidTwiceProperties
{
    private const int Depth = 4;

    [Property(MaxTest = 500)]
    public void A_mint_is_never_in_two_transactions_that_could_both_be_mined(byte[] schedule)
    {
        var (mint, batches, chain, now) = (Queued(), new Dictionary<ulong, Batch>(), new PlayedChain(), Now);
        foreach (var action in schedule)
        {
            now += TimeSpan.FromSeconds(20);
            chain.Play(action, batches);
            (mint, batches) = Work(mint, batches, chain, now);

            var alive = batches.Values.Count(batch =>
                batch.Standing is not BatchStanding.Lost && batch.Plan!.Nonce >= chain.FinalCount
            );
            alive.ShouldBeLessThanOrEqualTo(1);
            chain.TimesMined(batches).ShouldBeLessThanOrEqualTo(1);
            if (mint.Standing == QueueStanding.Settled)
                chain.TimesMined(batches).ShouldBe(1);
        }
    }

    /// <summary>One turn of the worker, with the very rules it uses.</summary>
    private static (QueuedMint, Dictionary<ulong, Batch>) Work(
        QueuedMint mint,
        Dictionary<ulong, Batch> batches,
        PlayedChain chain,
        DateTimeOffset now
    )
    {
        foreach (var (nonce, batch) in batches.ToList())
        {
            var id = batch.Plan!.BatchId;
            var receipt = Reconcile.NeedsReceipt(batch, chain.Count, chain.Finalized) ? chain.ReceiptOf(batch) : null;
            var seen = new BatchSight(chain.Count, chain.FinalCount, chain.Finalized, receipt);
            (batches[nonce], mint) = Reconcile.Next(batch, seen, now, Patience) switch
            {
                NextStep.Send => (batch.Apply(new BatchSent(id, batch.Newest.TxHash, now)), mint),
                NextStep.Reprice => (
                    batch.Apply(new BatchRepriced(id, Attempt((byte)(batch.Attempts.Count + 1)), now)),
                    mint
                ),
                NextStep.Mine => (
                    batch.Apply(
                        new BatchMined(
                            id,
                            receipt!.TransactionHash,
                            receipt.BlockNumber,
                            receipt.BlockHash,
                            true,
                            1,
                            default
                        )
                    ),
                    Fold(mint, QueueRule.Settle(mint, id, new MintOutcome.Minted(), now))
                ),
                NextStep.Unmine => (
                    batch.Apply(new BatchUnmined(id, batch.Mined!.BlockHash)),
                    Fold(mint, QueueRule.Unmine(mint, id))
                ),
                NextStep.Finish => (batch.Apply(new BatchFinalized(id, nonce)), Fold(mint, QueueRule.Finish(mint, id))),
                NextStep.GiveUp => (
                    batch.Apply(new BatchLost(id, nonce, "")),
                    Fold(mint, QueueRule.Settle(mint, id, new MintOutcome.Delay("lost", now), now))
                ),
                _ => (batch, mint),
            };
        }
        if (QueueRule.IsReady(mint, now))
        {
            var next = Math.Max(chain.Count, batches.Keys.Select(nonce => nonce + 1).DefaultIfEmpty().Max());
            batches[next] = Prepared(next, $"b{next}");
            mint = Fold(mint, QueueRule.Claim(mint, $"b{next}", now));
        }
        return (mint, batches);
    }

    /// <summary>The nonces of one account, block by block; the newest <see cref="Depth"/> blocks may be forgotten.</summary>
    private sealed class PlayedChain
    {
        private readonly List<(ulong Nonce, B256? Ours, byte Fork)?> _blocks = [];
        private byte _fork;

        public ulong Count => (ulong)_blocks.Count(block => block is not null);
        public ulong Finalized => (ulong)Math.Max(0, _blocks.Count - Depth);
        public ulong FinalCount => (ulong)_blocks.Take((int)Finalized).Count(block => block is not null);

        public void Play(byte action, Dictionary<ulong, Batch> batches)
        {
            switch (action % 8)
            {
                case 0 or 1 or 2:
                    var sent = batches.Values.FirstOrDefault(batch =>
                        batch.Plan!.Nonce == Count && batch.SentAt is not null
                    );
                    // Any of the attempts may be the one that is mined.
                    _blocks.Add(
                        sent is null ? null : (Count, sent.Attempts[action / 8 % sent.Attempts.Count].TxHash, _fork)
                    );
                    break;
                case 3 or 4:
                    _blocks.Add(null);
                    break;
                case 5:
                    _blocks.Add((Count, null, _fork));
                    break;
                default:
                    var forgotten = Math.Min(action / 8 % Depth, _blocks.Count - (int)Finalized);
                    var blocks = _blocks.Count;
                    _blocks.RemoveRange(_blocks.Count - forgotten, forgotten);
                    _fork++;
                    while (_blocks.Count < blocks)
                        _blocks.Add(null);
                    break;
            }
        }

        public TransactionReceipt? ReceiptOf(Batch batch)
        {
            var place = _blocks.FindIndex(block =>
                block is { Ours: { } hash } mined
                && mined.Nonce == batch.Plan!.Nonce
                && batch.Attempts.Any(attempt => attempt.TxHash == hash)
            );
            return place < 0
                ? null
                : Receipt(1, (ulong)place + 1, _blocks[place]!.Value.Fork) with
                {
                    TransactionHash = _blocks[place]!.Value.Ours!.Value,
                };
        }

        public int TimesMined(Dictionary<ulong, Batch> batches) =>
            batches.Values.Count(batch => ReceiptOf(batch) is not null);
    }
}
