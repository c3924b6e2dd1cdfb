using QLStake.Evm.Abi.Schema;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class EthersVectorTests
{
    [Fact]
    public void Every_vector_decodes_to_its_values()
    {
        var vectors = EthersAbiVectors.Read();
        vectors.Count.ShouldBe(EthersAbiVectors.Count);
        foreach (var vector in vectors)
        {
            var decoded = AbiCodec.Decode(TypesOf(vector), vector.Encoded);
            AbiText.Of(decoded).ShouldBe(vector.ExpectedText(), vector.Name);
        }
    }

    [Fact]
    public void Every_vector_encodes_to_the_compilers_bytes()
    {
        foreach (var vector in EthersAbiVectors.Read())
        {
            var types = TypesOf(vector);
            var encoded = AbiCodec.Encode(types, AbiCodec.Decode(types, vector.Encoded));
            Hex.Encode(encoded).ShouldBe(Hex.Encode(vector.Encoded), vector.Name);
        }
    }

    private static IReadOnlyList<AbiType> TypesOf(EthersAbiVector vector) =>
        [.. AbiJson.ReadParameters(vector.Outputs).Select(field => field.Type)];
}
