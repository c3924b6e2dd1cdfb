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
    /// <exception cref="LocalnetException">It is not built.</exception>
    public byte[] Ours(string name)
    {
        var path = Path.Combine(contracts, "out", $"{name}.sol", $"{name}.json");
        using var artifact = JsonDocument.Parse(Read(path, $"(cd {contracts} && bin/forge build)"));
        var code = artifact.RootElement.GetProperty("bytecode").GetProperty("object").GetString()!;
        return code.Contains("__$", StringComparison.Ordinal)
            ? throw new LocalnetException($"{path} needs linked libraries; the localnet deploys contracts without any.")
            : Hex.Decode(code);
    }

    private static string Read(string path, string remedy) =>
        File.Exists(path)
            ? File.ReadAllText(path)
            : throw new LocalnetException($"{path} was not found. Make it: {remedy}");
}
