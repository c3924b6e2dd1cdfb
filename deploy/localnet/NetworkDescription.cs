using System.Text.Json;
using System.Text.Json.Serialization;
using QLStake.Contracts;
using QLStake.Localnet.Chains;

namespace QLStake.Localnet;

/// <summary>
/// The localnet as services read it, <c>.qls/&lt;instance&gt;/network.json</c>; <c>deploy/networks/network.schema.json</c> says
/// what each value means.
/// </summary>
public sealed record NetworkDescription(string Name, IReadOnlyList<NetworkChain> Chains)
{
    private const string LocalName = "localnet";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static async Task<NetworkDescription> OfAsync(
        IEnumerable<LocalChain> chains,
        CancellationToken stop = default
    ) => new(LocalName, await Task.WhenAll(chains.Select(chain => NetworkChain.OfAsync(chain, stop))));

    /// <summary>The same, with the nodes under a name by which others reach them.</summary>
    public NetworkDescription At(string host) => new(Name, [.. Chains.Select(chain => chain.At(host))]);

    /// <summary>Where an instance keeps it.</summary>
    public static string FileOf(InstanceFolder folder) => Path.Combine(folder.Root, "network.json");

    /// <summary>Appears complete or not at all: services may be starting.</summary>
    public async Task SaveAsync(string file, CancellationToken stop = default)
    {
        var draft = $"{file}.draft";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(this, Json), stop);
        File.Move(draft, file, overwrite: true);
    }
}

/// <summary>One chain as services know it.</summary>
public sealed record NetworkChain(
    string Name,
    ulong ChainId,
    ChainSelector Selector,
    IReadOnlyList<Uri> Rpc,
    [property: JsonPropertyName("websocket")] Uri WebSocket,
    TimeSpan PollInterval,
    Address Router,
    Address OnRamp,
    Address OffRamp,
    Address FeeQuoter,
    Address RmnRemote,
    Address Link,
    Address WrappedNative,
    IReadOnlyList<Address> Pools,
    Address? Satellite,
    Address? Hub,
    IReadOnlyDictionary<string, B256> CodeHashes
)
{
    // A localnet's blocks come every quarter of a second.
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(100);

    public NetworkChain At(string host) =>
        this with
        {
            Rpc = [.. Rpc.Select(endpoint => new UriBuilder(endpoint) { Host = host }.Uri)],
            WebSocket = new UriBuilder(WebSocket) { Host = host }.Uri,
        };

    public static async Task<NetworkChain> OfAsync(LocalChain chain, CancellationToken stop)
    {
        var (ccip, ours) = (chain.Ccip, chain.Protocol);
        return new(
            chain.Spec.Name,
            chain.Spec.ChainId,
            chain.Spec.Selector,
            [chain.RpcUri],
            new UriBuilder(chain.RpcUri) { Scheme = "ws" }.Uri,
            Often,
            ccip.Router,
            ccip.OnRamp,
            ccip.OffRamp,
            ccip.FeeQuoter,
            ccip.RmnRemote,
            ccip.Link,
            ccip.WrappedNative,
            [ours.QTokenPool],
            ours.Satellite,
            ours.Hub,
            await HashesAsync(
                chain,
                [
                    ("router", ccip.Router),
                    ("onRamp", ccip.OnRamp),
                    ("offRamp", ccip.OffRamp),
                    ("feeQuoter", ccip.FeeQuoter),
                    ("satellite", ours.Satellite),
                    ("hub", ours.Hub),
                ],
                stop
            )
        );
    }

    private static async Task<IReadOnlyDictionary<string, B256>> HashesAsync(
        LocalChain chain,
        IEnumerable<(string Name, Address? Contract)> contracts,
        CancellationToken stop
    )
    {
        var hashes = new Dictionary<string, B256>();
        foreach (var (name, address) in contracts)
            if (address is { } contract)
                hashes[name] = Keccak.Hash(await chain.Rpc.GetCode(contract, Evm.BlockRef.Latest, stop));
        return hashes;
    }
}
