using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Localnet;

/// <summary>A stake as its transaction left it.</summary>
internal sealed record SentStake(
    StakeId Id,
    MessageId MessageId,
    ulong SequenceNumber,
    QLStakeSatellite.Item Item,
    TransactionReceipt Receipt
);

/// <summary>Stakes as a user does: asks for a quote, approves what is pulled, and pays exactly that.</summary>
internal sealed class StakeSender(LocalChain chain)
{
    private Address Satellite => chain.Protocol.Satellite!.Value;

    private Transactor Staker => chain.As(DevelopmentAccount.Staker);

    /// <param name="asset">The zero address stakes native coin.</param>
    /// <param name="amount">In the asset's smallest unit.</param>
    /// <param name="receiver">Who gets the shares.</param>
    /// <param name="feeToken">The zero address pays in native coin.</param>
    public async Task<SentStake> StakeAsync(Address asset, U256 amount, Address receiver, Address feeToken = default)
    {
        var quote = await chain.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteStakeCall(Staker.Address, asset, amount, receiver, default, feeToken),
            BlockRef.Latest
        );
        U256 value = 0;
        foreach (var (token, pulled) in new[] { (asset, amount), (feeToken, quote.Total) })
        {
            if (token == default)
            {
                value += pulled;
            }
            else
            {
                await Staker.SendAsync(token, new FactoryBurnMintERC20.ApproveCall(Satellite, pulled));
            }
        }

        var receipt = await Staker.SendAsync(
            Satellite,
            new QLStakeSatellite.StakeCall(asset, amount, receiver, default, feeToken, quote.Total),
            value
        );
        return Read(receipt);
    }

    private static SentStake Read(TransactionReceipt receipt)
    {
        QLStakeSatellite.StakeLocked? locked = null;
        OnRamp.CCIPMessageSent? sent = null;
        foreach (var log in receipt.Logs)
        {
            _ = QLStakeSatellite.StakeLocked.TryDecode(log, out var stake) && (locked = stake) is not null;
            _ = OnRamp.CCIPMessageSent.TryDecode(log, out var message) && (sent = message) is not null;
        }

        return new SentStake(
            new StakeId(locked.ShouldNotBeNull().StakeId),
            new MessageId(sent.ShouldNotBeNull().Message.Header.MessageId),
            sent.SequenceNumber,
            locked.Item,
            receipt
        );
    }
}
