using System.Reflection;
using System.Text;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class BindingsTests
{
    private static readonly Type[] Records =
    [
        .. typeof(OnRamp).Assembly.GetTypes().Where(t => t.Namespace == typeof(OnRamp).Namespace && t.IsNestedPublic),
    ];

    [Fact]
    public void Every_topic_and_selector_is_the_hash_of_its_signature()
    {
        var hashes = Records
            .Select(record =>
                (
                    Signature: record.GetField("Signature")?.GetValue(null) as string,
                    Topic: record.GetProperty("Topic", BindingFlags.Public | BindingFlags.Static)?.GetValue(null),
                    Selector: record.GetField("Selector")?.GetValue(null)
                )
            )
            .Where(found => found.Signature is not null)
            .ToList();
        hashes.Count.ShouldBeGreaterThan(300);
        foreach (var (signature, topic, selector) in hashes)
        {
            var hash = Keccak.Hash(Encoding.UTF8.GetBytes(signature!));
            (topic ?? hash).ShouldBe(hash, signature);
            (selector ?? AbiSelector.OfTopic(hash)).ShouldBe(AbiSelector.OfTopic(hash), signature);
        }
    }

    [Fact]
    public void CCIPs_topics_and_selectors_are_those_seen_on_chain()
    {
        OnRamp.CCIPMessageSent.Topic.ToString().ShouldStartWith("0x192442a2b2adb6a7948f097023cb6b57");
        OffRamp.CommitReportAccepted.Topic.ToString().ShouldStartWith("0xb967c9b9e1b7af9a61ca71ff00e9f5b8");
        OffRamp.ExecutionStateChanged.Topic.ToString().ShouldStartWith("0x05665fe9ad095383d018353f4cbcba77");
        Router.CcipSendCall.Selector.ShouldBe(0x96f4e9f9);
        OffRamp.CommitCall.Selector.ShouldBe(0xde5e0b9a);
        OffRamp.ExecuteCall.Selector.ShouldBe(0xf58e03fc);
        OffRamp.ManuallyExecuteCall.Selector.ShouldBe(0x5e7bb008u);
        OffRamp.CursedByRMNError.Selector.ShouldBe(0xfdbd6a72);
    }

    [Fact]
    public void Overloads_are_told_apart_by_their_parameters()
    {
        QLiquidToken.BurnUint256Call.Signature.ShouldBe("burn(uint256)");
        QLiquidToken.BurnAddressUint256Call.Signature.ShouldBe("burn(address,uint256)");
    }

    [Fact]
    public void A_contracts_events_are_told_apart_by_their_topic()
    {
        var vector = CcipVectors.Read().Messages[3];
        var log = LogOf(vector.Topics, vector.Data);
        OnRamp.TryDecodeEvent(log, out var decoded).ShouldBeTrue();
        decoded.ShouldBeOfType<OnRamp.CCIPMessageSent>().Message.Header.MessageId.ShouldBe(vector.MessageId);
        OffRamp.TryDecodeEvent(log, out _).ShouldBeFalse();
        OnRamp.TryDecodeEvent(LogOf([], []), out _).ShouldBeFalse();
        OnRamp.TryDecodeEvent(LogOf([OnRamp.CCIPMessageSent.Topic], []), out _).ShouldBeFalse();
    }

    [Fact]
    public void Revert_data_becomes_its_error()
    {
        OffRamp.DecodeError(new OffRamp.CursedByRMNError(5).Encode()).ShouldBe(new OffRamp.CursedByRMNError(5));
        OffRamp.DecodeError([1, 2, 3, 4]).ShouldBeNull();
        OffRamp.DecodeError([]).ShouldBeNull();
        Should.Throw<AbiException>(() => OffRamp.DecodeError(new OffRamp.CursedByRMNError(5).Encode().AsSpan(0, 20)));
    }

    [Fact]
    public void Calls_and_results_survive_a_round_trip()
    {
        var call = new Router.GetFeeCall(
            7,
            new Router.EVM2AnyMessage([1], [2, 3], [new(Address.Zero, 9UL)], Address.Zero, [])
        );
        var decoded = Router.GetFeeCall.Decode(call.Encode());
        decoded.DestinationChainSelector.ShouldBe(7UL);
        decoded.Message.TokenAmounts.ShouldBe(call.Message.TokenAmounts);
        decoded.Message.Data.ShouldBe(call.Message.Data);
        Should.Throw<AbiException>(() => Router.CcipSendCall.Decode(call.Encode()));

        var result = new OnRamp.GetDestChainConfigResult(1, true, Address.Zero);
        OnRamp.GetDestChainConfigCall.DecodeResult(result.Encode()).ShouldBe(result);
        Should.Throw<AbiException>(() => Router.GetFeeCall.DecodeResult([]));
    }

    private static Log LogOf(B256[] topics, byte[] data) =>
        new(Address.Zero, topics, data, 1, default, default, 0, 0, Removed: false);
}
