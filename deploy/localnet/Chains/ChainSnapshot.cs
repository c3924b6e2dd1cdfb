using System.IO.Compression;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Chains;

/// <summary>
/// The chains' state after deployment, kept under the hash of its inputs, so that the next start takes a second.
/// State before the dump is not in it: a reorg below it fails.
/// </summary>
internal sealed class ChainSnapshot(string qlsHome, string key)
{
    /// <summary>Older ones belong to contracts nobody has any more.</summary>
    private const int Kept = 5;

    private string Folder => Path.Combine(qlsHome, "cache", key);

    public bool Exists => Directory.Exists(Folder);

    public string FileOf(ChainSpec chain) => Path.Combine(Folder, $"{chain.Name}.state");

    /// <summary>All chains or none: the folder appears under its name when it is complete.</summary>
    public async Task SaveAsync(IReadOnlyList<(ChainSpec Chain, AnvilNode Node)> chains, CancellationToken stop)
    {
        // A leased port is nobody else's, so neither is the draft.
        var draft = $"{Folder}.{chains[0].Node.Rpc.Port}";
        Directory.CreateDirectory(draft);
        foreach (var (chain, node) in chains)
        {
            var dump = await node.CallAsync("anvil_dumpState", [], stop);
            using var packed = new MemoryStream(Hex.Decode(dump.GetString()!));
            await using var plain = new GZipStream(packed, CompressionMode.Decompress);
            await using var file = File.Create(Path.Combine(draft, $"{chain.Name}.state"));
            await plain.CopyToAsync(file, stop);
        }

        try
        {
            Directory.Move(draft, Folder);
        }
        catch (IOException) when (Exists)
        {
            // Another instance was faster; its state equals ours.
            Directory.Delete(draft, recursive: true);
        }

        Prune();
    }

    private void Prune()
    {
        var folders = new DirectoryInfo(Path.GetDirectoryName(Folder)!).GetDirectories();
        foreach (var old in folders.OrderByDescending(folder => folder.LastWriteTimeUtc).Skip(Kept))
        {
            old.Delete(recursive: true);
        }
    }
}
