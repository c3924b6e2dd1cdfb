using System.Text.Json;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Creation code: Chainlink's from its npm package, ours from forge's artifacts.</summary>
/// <param name="contracts">The contracts project.</param>
internal sealed class Bytecode(string contracts)
{
    /// <param name="file">Version folder and name, e.g. <c>v1_6_0/onramp</c>.</param>
    /// <exception cref="LocalnetException">The npm packages are not installed.</exception>
    public byte[] Official(string file)
    {
        var path = Path.Combine(contracts, "node_modules/@chainlink/contracts-ccip/bytecode", $"{file}.bin");
        var text = Read(path, $"npm ci --prefix {contracts}").Trim();
        return Hex.Decode(text.StartsWith("0x", StringComparison.Ordinal) ? text : $"0x{text}");
    }

    /// <param name="name">A contract of ours, or one it builds on.</param>
    /// <param name="libraries">Where the libraries are that it is linked to, by name.</param>
    /// <exception cref="LocalnetException">It is not built, or needs a library that is not given.</exception>
    public byte[] Ours(string name, IReadOnlyDictionary<string, Address>? libraries = null)
    {
        var path = Path.Combine(contracts, "out", $"{name}.sol", $"{name}.json");
        using var artifact = JsonDocument.Parse(Read(path, $"(cd {contracts} && bin/forge build)"));
        var bytecode = artifact.RootElement.GetProperty("bytecode");
        var code = bytecode.GetProperty("object").GetString()!.ToCharArray();
        foreach (var (library, offset) in LinkReferences(bytecode))
        {
            if (libraries is null || !libraries.TryGetValue(library, out var address))
            {
                throw new LocalnetException(
                    $"{path} is linked to the library {library}, which the plan does not deploy."
                );
            }

            // Two digits a byte, behind 0x.
            Hex.Encode(address.AsSpan())[2..].CopyTo(code.AsSpan(2 + 2 * offset));
        }

        return Hex.Decode(code);
    }

    /// <summary>Where the compiler left room for a library's address: by source file, library, then place.</summary>
    private static IEnumerable<(string Library, int Offset)> LinkReferences(JsonElement bytecode) =>
        bytecode.TryGetProperty("linkReferences", out var files)
            ? from file in files.EnumerateObject()
            from library in file.Value.EnumerateObject()
            from place in library.Value.EnumerateArray()
            select (library.Name, place.GetProperty("start").GetInt32())
            : [];

    private static string Read(string path, string remedy) =>
        File.Exists(path)
            ? File.ReadAllText(path)
            : throw new LocalnetException($"{path} was not found. Make it: {remedy}");
}
