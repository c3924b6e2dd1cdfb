using QLStake.Evm;
using QLStake.MintExecutor;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

/// <summary>The nonces of one account, block by block; the newest <see cref="Depth"/> blocks may be forgotten.</summary>
internal sealed class PlayedChain(bool mayFail = false)
{
    private const int Depth = 4;

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
                Succeeded = !mayFail || (place + _blocks[place]!.Value.Fork) % 3 != 0,
                TransactionHash = _blocks[place]!.Value.Ours!.Value,
            };
    }

    /// <summary>In how many blocks it is done.</summary>
    public int TimesDone(Dictionary<ulong, Batch> batches) =>
        batches.Values.Count(batch => ReceiptOf(batch) is { Succeeded: true });
}
