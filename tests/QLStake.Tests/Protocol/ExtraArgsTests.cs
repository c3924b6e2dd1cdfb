using QLStake.Evm.Abi;
using QLStake.Protocol.Ccip;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class ExtraArgsTests
{
    [Fact]
    public void Version_2_has_a_gas_limit_and_an_order()
    {
        var args = new ExtraArgs(300_000UL, AllowOutOfOrderExecution: true);
        Hex.Encode(args.Encode()).ShouldBe($"0x181dcf10{300_000:x64}{1:x64}");
        ExtraArgs.Decode(args.Encode()).ShouldBe(args);
    }

    [Fact]
    public void Version_1_has_a_gas_limit_and_is_in_order() =>
        ExtraArgs.Decode(Hex.Decode($"0x97a657c9{5:x64}")).ShouldBe(new ExtraArgs(5UL, false));

    [Fact]
    public void Nothing_means_200000_gas_in_order() => ExtraArgs.Decode([]).ShouldBe(new ExtraArgs(200_000UL, false));

    [Theory]
    [InlineData("0x1f3b3aba")]
    [InlineData("0x181dcf10")]
    [InlineData("0x18")]
    public void Anything_else_is_refused(string bytes) =>
        Should.Throw<AbiException>(() => ExtraArgs.Decode(Hex.Decode(bytes)));
}
