using System.Numerics;
using QLStake.Evm.Abi;
using QLStake.Evm.Abi.Schema;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class AbiReaderTests
{
    private const string Zeros = "0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("address", "0000000000000000000000010000000000000000000000000000000000000001")]
    [InlineData("bool", "0000000000000000000000000000000000000000000000000000000000000002")]
    [InlineData("uint8", "0000000000000000000000000000000000000000000000000000000000000100")]
    [InlineData("uint64", "0000000000000000000000000000000000000000000000010000000000000000")]
    [InlineData("uint128", "0000000000000000000000000000000100000000000000000000000000000000")]
    [InlineData("int8", "0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("int64", "ffffffffffffffffffffffffffffffffffffffffffffffff7fffffffffffffff")]
    [InlineData("int72", "0000000000000000000000000000000000000000000000800000000000000000")]
    [InlineData("bytes4", "1122334455000000000000000000000000000000000000000000000000000000")]
    public void A_value_that_overflows_its_type_is_refused(string type, string word) =>
        Should.Throw<AbiException>(() => Decode(type, word));

    [Theory]
    [InlineData("int8", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff80", -128)]
    [InlineData("int8", "000000000000000000000000000000000000000000000000000000000000007f", 127)]
    [InlineData("int24", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffff800000", -8388608)]
    [InlineData("int256", "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", -1)]
    public void Signed_numbers_are_twos_complement(string type, string word, int expected)
    {
        Decode(type, word)[0].ShouldBe(new BigInteger(expected));
        Hex.Encode(AbiCodec.Encode([AbiType.Parse(type)], [new BigInteger(expected)])).ShouldBe("0x" + word);
    }

    [Theory]
    [InlineData("uint8", 256)]
    [InlineData("uint8", -1)]
    [InlineData("int8", 128)]
    [InlineData("int8", -129)]
    public void A_number_outside_its_type_is_not_written(string type, int number) =>
        Should.Throw<AbiException>(() => AbiCodec.Encode([AbiType.Parse(type)], [new BigInteger(number)]));

    [Fact]
    public void Bytes_with_dirt_in_their_padding_are_refused()
    {
        var exception = Should.Throw<AbiException>(() => Decode("bytes", Number(32), Number(1), "aabb" + Zeros[4..]));
        exception.Message.ShouldContain("padding");
    }

    [Fact]
    public void Bytes_whose_padding_is_cut_off_are_refused() =>
        Should.Throw<AbiException>(() => Decode("bytes", Number(32), Number(1), "aa"));

    [Fact]
    public void Data_that_ends_too_early_is_refused()
    {
        var exception = Should.Throw<AbiException>(() => Decode("uint256", "00"));
        exception.Message.ShouldBe(
            "Expected 32 more bytes at byte 0, found the end at byte 1: the data was cut short, or an offset in it is wrong."
        );
    }

    [Theory]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("000000000000000000000000000000000000000000000000000000007fffffff")]
    [InlineData("0000000000000000000000000000000000000000000000000000000080000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000061")]
    public void An_offset_or_length_beyond_the_data_is_refused(string word)
    {
        Should.Throw<AbiException>(() => Decode("bytes", word, Number(1), Zeros));
        Should.Throw<AbiException>(() => Decode("bytes", Number(32), word, Zeros));
        Should.Throw<AbiException>(() => Decode("uint256[]", Number(32), word, Zeros));
        Should.Throw<AbiException>(() => Decode("bytes[]", Number(32), word, Zeros));
        Should.Throw<AbiException>(() => Decode("(bytes,bytes)", word, Number(1), Zeros));
    }

    [Fact]
    public void A_huge_fixed_array_needs_its_bytes_before_it_needs_memory() =>
        Should.Throw<AbiException>(() => Decode("uint256[60000000]", Zeros));

    [Fact]
    public void Many_offsets_to_one_blob_run_out_of_budget()
    {
        const int Elements = 2000;
        var blob = new byte[64 * 1024];
        var data = Hex.Decode("0x" + Number(32) + Number(Elements))
            .Concat(Enumerable.Repeat(Hex.Decode("0x" + Number(Elements * 32)), Elements).SelectMany(word => word))
            .Concat(Hex.Decode("0x" + Number(blob.Length)))
            .Concat(blob)
            .ToArray();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Should.Throw<AbiException>(() => AbiCodec.Decode([AbiType.Parse("bytes[]")], data));
        exception.Message.ShouldContain("many values point at the same bytes");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4L * data.Length);
    }

    [Fact]
    public void Many_offsets_to_one_tuple_run_out_of_budget()
    {
        const int Elements = 2000;
        const int Fields = 100;
        var tuple = $"({string.Join(',', Enumerable.Repeat("uint256", Fields))},bytes)";
        string[] data =
        [
            Number(32),
            Number(Elements),
            .. Enumerable.Repeat(Number(Elements * 32), Elements),
            .. Enumerable.Repeat(Number(0), Fields + 2),
        ];

        Should
            .Throw<AbiException>(() => Decode($"{tuple}[]", data))
            .Message.ShouldContain("many values point at the same bytes");
    }

    [Fact]
    public void No_more_is_read_of_a_tuple_than_its_heads()
    {
        var reader = new AbiReader(Hex.Decode("0x" + Number(32) + Number(1) + Number(2)));
        _ = reader.Enter(AbiWord.Size);
        reader.ReadUInt64(64).ShouldBe(1UL);

        try
        {
            _ = reader.ReadUInt64(64);
        }
        catch (AbiException refused)
        {
            refused.Message.ShouldContain("Expected 32 more bytes at byte 64");
            return;
        }
        Assert.Fail("A second word was read of a tuple of one.");
    }

    [Fact]
    public void Arrays_nested_deeper_than_the_limit_are_refused()
    {
        // Each level's offset is 32 and its length 1: the data would nest for ever if the type did.
        var words = Enumerable.Range(0, 200).Select(i => Number(i % 2 == 0 ? 32 : 1)).ToArray();
        Should.NotThrow(() => NestedArrays(AbiReader.MaxDepth, words));
        Should.Throw<AbiException>(() => NestedArrays(AbiReader.MaxDepth + 1, words)).Message.ShouldContain("levels");
    }

    [Fact]
    public void A_string_that_is_not_UTF8_is_read_with_replacement_characters() =>
        Decode("string", Number(32), Number(2), "c328" + Zeros[4..])[0].ShouldBe("\ufffd(");

    [Theory]
    [InlineData("uint7")]
    [InlineData("uint264")]
    [InlineData("bytes0")]
    [InlineData("bytes33")]
    [InlineData("uint256[0]")]
    [InlineData("uint256[")]
    [InlineData("uint256[-1]")]
    [InlineData("()")]
    [InlineData("(uint256")]
    [InlineData("tuple")]
    [InlineData("fixed128x18")]
    [InlineData("uint256[2147483647][2147483647]")]
    [InlineData("")]
    public void A_type_that_Solidity_cannot_declare_is_refused(string type) =>
        Should.Throw<AbiException>(() => AbiType.Parse(type));

    [Theory]
    [InlineData("(uint64,(address,bytes)[2][],string[])[3]")]
    [InlineData("uint256")]
    [InlineData("bytes32[2]")]
    public void A_type_is_spelled_as_it_was_read(string type) => AbiType.Parse(type).ToString().ShouldBe(type);

    private static void NestedArrays(int depth, string[] words)
    {
        var reader = new AbiReader(Hex.Decode("0x" + string.Concat(words)));
        for (var level = 0; level < depth; level++)
        {
            _ = reader.EnterArray(AbiWord.Size, out _);
        }
    }

    private static object[] Decode(string type, params string[] words) =>
        AbiCodec.Decode([AbiType.Parse(type)], Hex.Decode("0x" + string.Concat(words)));

    private static string Number(int value) => $"{value:x64}";
}
