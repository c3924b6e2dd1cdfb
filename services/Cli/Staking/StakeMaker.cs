using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary>What the CCIP fee is paid in.</summary>
public enum FeeCoin
{
    Native,
    Link,
}

/// <summary>A stake as its transaction left it.</summary>
/// <param name="CcipFee">In the fee coin's smallest unit, as all three.</param>
public sealed record MadeStake(StakeId Id, TransactionReceipt Receipt, U256 CcipFee, U256 ExecutionFee, U256 Charged);

/// <summary>Stakes native coin as a user does: asks for the quote, approves what is pulled, and offers exactly that.</summary>
public sealed class StakeMaker(ConnectedChain source, DevelopmentAccount staker, TimeProvider time) : IDisposable
{
    private static readonly Address Native = default;
    private readonly Transactor transactor = new(source.Rpc, staker, time);

    /// <param name="amount">In wei.</param>
    /// <param name="fee">What the fee is paid in.</param>
    /// <param name="receiver">Who gets the shares on the hub's chain.</param>
    /// <param name="stop">Ends the attempt; a transaction that was sent stays sent.</param>
    /// <exception cref="Localnet.LocalnetException">The transaction reverted; the message has the reason.</exception>
    public async Task<MadeStake> StakeAsync(U256 amount, FeeCoin fee, Address receiver, CancellationToken stop)
    {
        var satellite = source.Contracts.Satellite!.Value;
        var feeToken = fee == FeeCoin.Link ? source.Contracts.Link : Native;
        var quoteCall = new QLStakeSatellite.QuoteStakeCall(Native, amount, receiver, staker.Address, feeToken);
        var quote = await source.ReadAsync(satellite, quoteCall, BlockRef.Latest, stop);
        if (fee == FeeCoin.Link)
        {
            await transactor.SendAsync(
                feeToken,
                new FactoryBurnMintERC20.ApproveCall(satellite, quote.Total),
                stop: stop
            );
        }

        var call = new QLStakeSatellite.StakeCall(Native, amount, receiver, staker.Address, feeToken, quote.Total);
        var value = fee == FeeCoin.Link ? amount : amount + quote.Total;
        return Read(await transactor.SendAsync(satellite, call, value, stop: stop));
    }

    public void Dispose() => transactor.Dispose();

    private static MadeStake Read(TransactionReceipt receipt)
    {
        foreach (var log in receipt.Logs)
        {
            if (QLStakeSatellite.StakeLocked.TryDecode(log, out var locked))
            {
                var id = new StakeId(locked.StakeId);
                return new MadeStake(id, receipt, locked.CcipFee, locked.ExecutionFee, locked.Charged);
            }
        }

        throw new CliException(
            $"Transaction {receipt.TransactionHash} succeeded without StakeLocked: the satellite is of another version."
        );
    }
}
