using System.Text.Json;
using QLStake.Evm;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Rlp;

public class RlpVectorTests
{
    [Fact]
    public void All_61_published_encodings_are_written_and_read()
    {
        var vectors = EthersVectors.Load("rlp-coder");
        vectors.Count.ShouldBe(61);
        foreach (var vector in vectors)
        {
            var writer = new RlpWriter();
            Write(writer, vector.GetProperty("decoded"));
            Hex.Encode(writer.Written).ShouldBe(vector.Text("encoded"), vector.Text("name"));

            var reader = new RlpReader(vector.Bytes("encoded"));
            ReadAndCompare(ref reader, vector.GetProperty("decoded"));
            reader.ReadEnd();
        }
    }

    private static void Write(RlpWriter writer, JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            writer.Write(Hex.Decode(item.GetString()));
            return;
        }
        writer.StartList();
        foreach (var inner in item.EnumerateArray())
        {
            Write(writer, inner);
        }
        writer.EndList();
    }

    private static void ReadAndCompare(ref RlpReader reader, JsonElement item)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            Hex.Encode(reader.ReadBytes()).ShouldBe(item.GetString());
            return;
        }
        var list = reader.ReadList();
        foreach (var inner in item.EnumerateArray())
        {
            ReadAndCompare(ref list, inner);
        }
        list.ReadEnd();
    }
}
