using FsCheck.Xunit;
using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

public sealed class RevertReasonTests
{
    [Theory]
    [InlineData("", "no reason given")]
    [InlineData("010203", "no reason given")]
    [InlineData("12345678", "custom error 0x12345678")]
    [InlineData("12345678aabb", "custom error 0x12345678 with data 0xaabb")]
    [InlineData("08c379a0", "custom error 0x08c379a0")]
    [InlineData("4e487b71ff", "custom error 0x4e487b71 with data 0xff")]
    [InlineData(
        "4e487b710000000000000000000000000000000000000000000000000000000000000011",
        "Panic(0x11: arithmetic overflow)"
    )]
    [InlineData("4e487b710000000000000000000000000000000000000000000000000000000000000077", "Panic(0x77: unknown)")]
    public void Revert_data_is_put_into_words(string data, string words)
    {
        RevertReason.Describe(Convert.FromHexString(data)).ShouldBe(words);
    }

    [Fact]
    public void Long_data_is_cut()
    {
        var data = new byte[10_004];
        data[0] = 1;

        RevertReason.Describe(data).ShouldStartWith("custom error 0x01000000 with 10000 bytes of data starting 0x00");
        RevertReason.Describe(data).Length.ShouldBeLessThan(700);
    }

    [Property]
    public void Hostile_data_behind_a_known_selector_never_throws(byte[] rest)
    {
        RevertReason.Describe((byte[])[0x08, 0xc3, 0x79, 0xa0, .. rest]).ShouldNotBeEmpty();
        RevertReason.Describe((byte[])[0x4e, 0x48, 0x7b, 0x71, .. rest]).ShouldNotBeEmpty();
    }
}
