using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.Protocol.Ccip;

/// <summary>
/// The message that arrives, made from the event of the one that was sent: what CCIP's off-chain plugins do between
/// the two chains (chainlink-ccip, EVM message hasher and extra data codec).
/// </summary>
public static class CcipDelivery
{
    /// <exception cref="AbiException">The message is not for an EVM chain, or malformed.</exception>
    public static OffRamp.Any2EVMRampMessage Of(OnRamp.EVM2AnyRampMessage sent) =>
        new(
            new OffRamp.RampMessageHeader(
                sent.Header.MessageId,
                sent.Header.SourceChainSelector,
                sent.Header.DestChainSelector,
                sent.Header.SequenceNumber,
                sent.Header.Nonce
            ),
            CcipAddress.Encode(sent.Sender),
            sent.Data,
            CcipAddress.Decode(sent.Receiver),
            ExtraArgs.Decode(sent.ExtraArgs).GasLimit,
            [.. sent.TokenAmounts.Select(Of)]
        );

    private static OffRamp.Any2EVMTokenTransfer Of(OnRamp.EVM2AnyTokenTransfer sent) =>
        new(
            CcipAddress.Encode(sent.SourcePoolAddress),
            CcipAddress.Decode(sent.DestTokenAddress),
            GasAmount(sent.DestExecData),
            sent.ExtraData,
            sent.Amount
        );

    private static uint GasAmount(ReadOnlySpan<byte> destExecData) => (uint)new AbiReader(destExecData).ReadUInt64(32);
}
