using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Evm;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.TypedData;

public class TypedDataVectorTests
{
    [Fact]
    public void All_1025_published_documents_encode_and_hash_as_published()
    {
        var vectors = EthersVectors.Load("eip712");
        vectors.Count.ShouldBe(1_025);
        var signed = 0;
        foreach (var vector in vectors)
        {
            var document = QLStake.Evm.TypedData.Parse(DocumentOf(vector));
            Hex.Encode(document.EncodedMessage.Span).ShouldBe(vector.Text("encoded"), vector.Text("name"));
            document.Digest.ToString().ShouldBe(vector.Text("digest"), vector.Text("name"));
            if (vector.TryGetProperty("privateKey", out var key))
            {
                PrivateKey.Parse(key.GetString()).Sign(document.Digest).ToString().ShouldBe(vector.Text("signature"));
                signed++;
            }
        }
        signed.ShouldBe(1);
    }

    private static byte[] DocumentOf(JsonElement vector) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject
            {
                ["types"] = JsonObject.Create(vector.GetProperty("types")),
                ["primaryType"] = vector.Text("primaryType"),
                ["domain"] = JsonObject.Create(vector.GetProperty("domain")),
                ["message"] = JsonObject.Create(vector.GetProperty("data")),
            }
        );
}
