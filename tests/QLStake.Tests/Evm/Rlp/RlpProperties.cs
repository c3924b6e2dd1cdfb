using FsCheck.Xunit;
using QLStake.Evm;
using QLStake.Tests.Evm.Primitives;
using Shouldly;

namespace QLStake.Tests.Evm.Rlp;

[Properties(Arbitrary = [typeof(U256Properties.Numbers)], MaxTest = 1_000)]
public class RlpProperties
{
    [Property]
    public void Lists_of_strings_read_back(byte[][] items, byte padding)
    {
        var writer = new RlpWriter();
        writer.StartList();
        // Padding takes some items across the border between the short and the long form.
        var padded = items.Select(item => (byte[])[.. item, .. new byte[padding]]).ToList();
        padded.ForEach(item => writer.Write(item));
        writer.EndList();

        var reader = new RlpReader(writer.Written);
        var list = reader.ReadList();
        reader.ReadEnd();
        foreach (var item in padded)
        {
            list.ReadBytes().ToArray().ShouldBe(item);
        }
        list.ReadEnd();
    }

    [Property]
    public void Numbers_read_back(U256 number, ulong small)
    {
        var writer = new RlpWriter();
        writer.Write(number);
        writer.Write(small);
        var reader = new RlpReader(writer.Written);
        reader.ReadU256().ShouldBe(number);
        reader.ReadUInt64().ShouldBe(small);
        reader.ReadEnd();
    }
}
