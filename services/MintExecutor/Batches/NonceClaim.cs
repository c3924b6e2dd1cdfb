using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>The account's next nonce, taken for a batch: the batch stream is the one place of a nonce, whatever it carries.</summary>
internal readonly record struct NonceClaim(string BatchId, ulong Nonce)
{
    /// <param name="count">The account's transaction count on the chain.</param>
    public static async Task<NonceClaim> TakeAsync(
        Streams unit,
        ChainSelector chain,
        Address account,
        ulong count,
        CancellationToken ct
    )
    {
        var stream = Account.Stream(chain, account);
        var nonce = (await unit.LoadAsync<Account>(stream, ct)).NextNonce(count);
        var id = Batch.IdOf(chain, account, nonce);
        await unit.AppendAsync<Account>(stream, [new NonceTaken(chain, account, nonce, id)], ct);
        return new(id, nonce);
    }
}
