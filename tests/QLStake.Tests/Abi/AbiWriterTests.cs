using QLStake.Evm.Abi;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class AbiWriterTests
{
    [Fact]
    public void A_frame_with_heads_left_over_cannot_be_finished() =>
        Should.Throw<InvalidOperationException>(() =>
        {
            var writer = new AbiWriter(64);
            writer.WriteBool(true);
            return writer.Finish();
        });

    [Fact]
    public void A_frame_takes_no_more_values_than_its_heads() =>
        Should.Throw<InvalidOperationException>(() =>
        {
            var writer = new AbiWriter(32);
            writer.WriteBool(true);
            writer.WriteBool(true);
        });

    [Fact]
    public void Offsets_do_not_count_the_selector()
    {
        var writer = new AbiWriter(32, 0x11223344);
        writer.WriteBytes([0xaa]);
        Hex.Encode(writer.Finish()).ShouldBe("0x11223344" + $"{32:x64}" + $"{1:x64}" + "aa".PadRight(64, '0'));
    }

    [Fact]
    public void A_long_value_outgrows_the_buffer_unharmed()
    {
        var long1 = Enumerable.Range(0, 100_000).Select(i => (byte)(i % 251)).ToArray();
        var writer = new AbiWriter(64);
        writer.WriteBytes(long1);
        writer.WriteUInt64(7, 8);
        var reader = new AbiReader(writer.Finish());
        reader.ReadBytes().ShouldBe(long1);
        reader.ReadUInt64(8).ShouldBe(7UL);
    }
}
