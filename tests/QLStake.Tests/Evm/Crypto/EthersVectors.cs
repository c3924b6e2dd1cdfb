using System.IO.Compression;
using System.Text.Json;

namespace QLStake.Tests.Evm.Crypto;

/// <summary>The test vectors of npm's <c>@ethersproject/testcases</c> (MIT), as <c>npm ci</c> in contracts/ installs them.</summary>
internal static class EthersVectors
{
    public static IReadOnlyList<JsonElement> Load(string name)
    {
        var path = RepositoryFiles.Path($"contracts/node_modules/@ethersproject/testcases/testcases/{name}.json.gz");
        using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(file);
        return [.. document.RootElement.EnumerateArray().Select(vector => vector.Clone())];
    }

    public static string Text(this JsonElement vector, string property) =>
        vector.GetProperty(property).GetString() ?? throw new InvalidDataException($"{property} is null");

    public static byte[] Bytes(this JsonElement vector, string property) => Hex.Decode(vector.Text(property));
}
