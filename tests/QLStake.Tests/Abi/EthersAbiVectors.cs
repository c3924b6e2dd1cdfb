using System.IO.Compression;
using System.Text.Json;

namespace QLStake.Tests.Abi;

/// <summary>The 1,880 contract interface vectors of npm @ethersproject/testcases 5.8.0 (MIT): made by solc itself.</summary>
internal static class EthersAbiVectors
{
    public const int Count = 1880;

    private const string File =
        "contracts/node_modules/@ethersproject/testcases/testcases/contract-interface-abi2.json.gz";

    public static IReadOnlyList<EthersAbiVector> Read()
    {
        using var file = System.IO.File.OpenRead(RepositoryFiles.Path(File));
        using var json = new GZipStream(file, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ReadVector)];
    }

    private static EthersAbiVector ReadVector(JsonElement vector)
    {
        var abi = Nested(vector, "interface");
        return new EthersAbiVector(
            vector.GetProperty("name").GetString()!,
            abi[0].GetProperty("outputs"),
            Hex.Decode(vector.GetProperty("result").GetString()!),
            Nested(vector, "values")
        );
    }

    // The file holds these members as JSON inside a JSON string.
    private static JsonElement Nested(JsonElement vector, string name)
    {
        using var document = JsonDocument.Parse(vector.GetProperty(name).GetString()!);
        return document.RootElement.Clone();
    }
}
