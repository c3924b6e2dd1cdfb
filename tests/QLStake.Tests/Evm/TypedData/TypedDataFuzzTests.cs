using System.Text;
using QLStake.Evm;
using QLStake.Tests.Evm.Rlp;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.TypedData;

/// <summary>Damaged documents: only the library's own exception may come out.</summary>
public class TypedDataFuzzTests
{
    private const int Rounds = 20_000;

    private const string Document = """
        {"types":{"A":[{"name":"b","type":"B[2]"},{"name":"n","type":"int16"},{"name":"t","type":"string"}],
        "B":[{"name":"a","type":"address"},{"name":"d","type":"bytes"},{"name":"f","type":"bytes4"}]},"primaryType":"A",
        "domain":{"name":"x","chainId":1},"message":{"b":[
        {"a":"0x0000000000000000000000000000000000000001","d":"0x","f":"0x01020304"},
        {"a":"0x0000000000000000000000000000000000000002","d":"0xff","f":"0x05060708"}],"n":"-5","t":"é"}}
        """;

    [Fact]
    public void Damaged_documents_are_refused_or_were_other_documents()
    {
        var original = Encoding.UTF8.GetBytes(Document);
        QLStake.Evm.TypedData.Parse(original).EncodedType.ShouldStartWith("A(B[2] b,");
        var random = new Random(19);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            try
            {
                QLStake.Evm.TypedData.Parse(
                    random.Next(2) == 0 ? Damage.Apply(original, random) : Swap(original, random)
                );
                accepted++;
            }
            catch (EvmDataException)
            {
                // Refused, as it should be.
            }
        }
        accepted.ShouldBeInRange(1, Rounds - 1);
    }

    /// <summary>Writes one part of the document over another: it mostly stays JSON.</summary>
    private static byte[] Swap(byte[] original, Random random)
    {
        var length = random.Next(1, 12);
        var from = random.Next(original.Length - length);
        var to = random.Next(original.Length - length);
        var copy = original.ToArray();
        original.AsSpan(from, length).CopyTo(copy.AsSpan(to));
        return copy;
    }
}
