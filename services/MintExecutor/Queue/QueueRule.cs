using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>How a mint moves through the queue.</summary>
internal static class QueueRule
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMinutes(1);

    /// <summary>
    /// An order known, or of a mint that is settled, is silent. Rounds are not compared: a message that is not the router's
    /// could name a round that no real one ever reaches.
    /// </summary>
    /// <param name="problem">Why it can never be carried out (<see cref="MintCalls.Problem"/>), or null.</param>
    public static IEnumerable<object> Take(QueuedMint mint, ExecuteMint order, string? problem, DateTimeOffset now)
    {
        var fingerprint = Keccak.Hash(JsonSerializer.SerializeToUtf8Bytes(order, MessageJson.Options));
        if (mint.Standing == QueueStanding.Settled || mint.Known.Contains(fingerprint))
            return [];
        if (problem is not null)
            return mint.Standing is QueueStanding.Unknown or QueueStanding.GivenBack && mint.Reason != problem
                ? [new MintGivenBack(order.StakeId, order.Round, problem)]
                : [];
        return [new MintQueued(order, fingerprint, now)];
    }

    public static bool IsReady(QueuedMint mint, DateTimeOffset now) =>
        mint.Standing == QueueStanding.Ready && mint.ReadyAt <= now;

    public static IEnumerable<object> Claim(QueuedMint mint, string batch, DateTimeOffset now) =>
        IsReady(mint, now) ? [new MintClaimed(mint.Order!.StakeId, mint.Order.Round, batch)] : [];

    public static IEnumerable<object> Sent(QueuedMint mint, string batch, B256 hash) =>
        mint.BatchId == batch && mint.TxHash != hash
            ? [new MintSent(mint.Order!.StakeId, mint.Order.Round, batch, hash)]
            : [];

    /// <summary>What a simulation, or a mined batch, said about it.</summary>
    /// <param name="batch">The batch that was mined; null for a simulation.</param>
    public static IEnumerable<object> Settle(QueuedMint mint, string? batch, MintOutcome outcome, DateTimeOffset now)
    {
        var holds = batch is null ? mint.Standing == QueueStanding.Ready : mint.BatchId == batch;
        if (!holds || mint.Order is not { } order)
            return [];
        return outcome switch
        {
            MintOutcome.Minted when mint.Standing == QueueStanding.Claimed =>
            [
                new MintMined(order.StakeId, order.Round, batch!),
            ],
            MintOutcome.Return back => [new MintGivenBack(order.StakeId, order.Round, back.Reason)],
            MintOutcome.Delay delay => [Delay(mint, order, delay, now)],
            MintOutcome.Consumed { Final: true } => [new MintSettled(order.StakeId, order.Round)],
            // Someone else was faster: nothing to tell until that is final.
            MintOutcome.Consumed =>
            [
                Delay(mint, order, new("minted already, not final yet", null), now) with
                {
                    News = false,
                },
            ],
            _ => [],
        };
    }

    public static IEnumerable<object> Unmine(QueuedMint mint, string batch) =>
        mint.Standing == QueueStanding.Mined && mint.BatchId == batch
            ? [new MintUnmined(mint.Order!.StakeId, mint.Order.Round, batch)]
            : [];

    public static IEnumerable<object> Finish(QueuedMint mint, string batch) =>
        mint.Standing == QueueStanding.Mined && mint.BatchId == batch
            ? [new MintSettled(mint.Order!.StakeId, mint.Order.Round)]
            : [];

    private static MintDelayed Delay(QueuedMint mint, ExecuteMint order, MintOutcome.Delay delay, DateTimeOffset now)
    {
        var pause = FirstRetry * Math.Pow(2, Math.Min(mint.Tries, 10));
        var retry = delay.Until ?? now + (pause < LastRetry ? pause : LastRetry);
        return new(
            order.StakeId,
            order.Round,
            delay.Reason,
            retry,
            mint.Tries + 1,
            delay.UntilUnpaused,
            News: mint.Reason != delay.Reason
        );
    }
}
