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
    private static readonly Address Native = Address.Zero;
    private readonly Transactor transactor = new(source.Rpc, staker, time);

    private Address Satellite => source.Contracts.Satellite!.Value;

    /// <param name="amount">In wei.</param>
    /// <param name="fee">What the fee is paid in.</param>
    /// <param name="receiver">Who gets the shares on the hub's chain.</param>
    /// <param name="stop">Ends the attempt; a transaction that was sent stays sent.</param>
    /// <exception cref="CliException">The satellite does not take native coin, or the staker has too little.</exception>
    /// <exception cref="Localnet.LocalnetException">The transaction reverted; the message has the reason.</exception>
    public async Task<MadeStake> StakeAsync(U256 amount, FeeCoin fee, Address receiver, CancellationToken stop)
    {
        await RequireListedAsync(stop);
        var feeToken = fee == FeeCoin.Link ? source.Contracts.Link : Native;
        var quoteCall = new QLStakeSatellite.QuoteStakeCall(
            staker.Address,
            Native,
            amount,
            receiver,
            staker.Address,
            feeToken
        );
        var quote = await source.ReadAsync(Satellite, quoteCall, BlockRef.Latest, stop);
        var value = fee == FeeCoin.Link ? amount : amount + quote.Total;
        await RequireFundsAsync(value, stop);
        if (fee == FeeCoin.Link)
        {
            var approval = new FactoryBurnMintERC20.ApproveCall(Satellite, quote.Total);
            await transactor.SendAsync(feeToken, approval, stop: stop);
        }

        var call = new QLStakeSatellite.StakeCall(Native, amount, receiver, staker.Address, feeToken, quote.Total);
        return Read(await transactor.SendAsync(Satellite, call, value, stop: stop));
    }

    /// <summary>Locks it, and leaves it to the open batch to bring it to the hub: slower and cheaper.</summary>
    /// <param name="amount">In wei.</param>
    /// <param name="receiver">Who gets the shares on the hub's chain.</param>
    /// <param name="stop">Ends the attempt; a transaction that was sent stays sent.</param>
    /// <exception cref="CliException">The satellite does not take native coin, or the staker has too little.</exception>
    /// <exception cref="Localnet.LocalnetException">The transaction reverted; the message has the reason.</exception>
    public async Task<MadeStake> QueueAsync(U256 amount, Address receiver, CancellationToken stop)
    {
        await RequireListedAsync(stop);
        var quote = await source.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteQueueCall(Native, amount),
            BlockRef.Latest,
            stop
        );
        await RequireFundsAsync(amount + quote.Total, stop);
        var call = new QLStakeSatellite.QueueCall(Native, amount, receiver, staker.Address, quote.Total);
        var receipt = await transactor.SendAsync(Satellite, call, amount + quote.Total, stop: stop);
        foreach (var log in receipt.Logs)
        {
            if (QLStakeSatellite.StakeQueued.TryDecode(log, out var queued))
            {
                var id = new StakeId(queued.StakeId);
                return new MadeStake(id, receipt, queued.Share, queued.ExecutionFee, quote.Total);
            }
        }

        throw new CliException(
            $"Transaction {receipt.TransactionHash} succeeded without StakeQueued: the satellite is of another version."
        );
    }

    public void Dispose() => transactor.Dispose();

    private async Task RequireListedAsync(CancellationToken stop)
    {
        if (!await source.ReadAsync(Satellite, new QLStakeSatellite.IsListedCall(Native), BlockRef.Latest, stop))
        {
            throw new CliException(
                $"The satellite on {source.Name} takes no native coin; stake on another chain: --chain {ChainSpec.Avalanche.Name}"
            );
        }
    }

    private async Task RequireFundsAsync(U256 value, CancellationToken stop)
    {
        var balance = await source.Rpc.GetBalance(staker.Address, BlockRef.Latest, stop);
        if (balance <= value)
        {
            throw new CliException(
                $"Amount and fee are {Units.Show(value)}, and gas comes on top; {staker.Role} {staker.Address} has "
                    + $"{Units.Show(balance)} on {source.Name}. Stake less."
            );
        }
    }

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
