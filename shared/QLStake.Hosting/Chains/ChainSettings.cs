using System.Globalization;
using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.Hosting;

/// <summary>
/// One chain as the operator configured it: an entry of the network's file, each value of which section
/// <c>QLStake:Chains:{i}</c> overrides.
/// </summary>
/// <param name="Satellite">Our contract where assets are locked; null on chains without one.</param>
/// <param name="Hub">Our contract where shares are minted; null on every other chain.</param>
/// <param name="StartBlock">Where watching begins: the block our contracts were deployed in, or earlier.</param>
public sealed record ChainSettings(
    string Name,
    ulong ChainId,
    ChainSelector Selector,
    IReadOnlyList<Uri> Rpc,
    Uri? WebSocket,
    Address OnRamp,
    Address OffRamp,
    Address? Satellite,
    Address? Hub,
    ulong StartBlock,
    TimeSpan PollInterval
)
{
    /// <summary>CCIP's burn-mint pools of our liquid tokens on this chain.</summary>
    public IReadOnlyList<Address> Pools { get; init; } = [];

    /// <summary>CCIP's FeeQuoter, whose prices value the books; null where they are not valued.</summary>
    public Address? FeeQuoter { get; init; }

    /// <summary>The token whose price is that of the native coin.</summary>
    public Address? WrappedNative { get; init; }

    /// <summary>CCIP's Router, which must be the one our contracts use; null where it is not compared.</summary>
    public Address? Router { get; init; }

    /// <summary>keccak256 of the code at an address (EIP-1052), by the address's setting; what is not here is not compared.</summary>
    public IReadOnlyDictionary<string, B256> CodeHashes { get; init; } = new Dictionary<string, B256>();

    /// <summary>The settings that name one contract each.</summary>
    internal IReadOnlyList<(string Setting, Address? Address)> Named =>
        [
            (nameof(Router), Router),
            (nameof(OnRamp), OnRamp),
            (nameof(OffRamp), OffRamp),
            (nameof(Satellite), Satellite),
            (nameof(Hub), Hub),
            (nameof(FeeQuoter), FeeQuoter),
            (nameof(WrappedNative), WrappedNative),
        ];

    /// <exception cref="ConfigurationException">A setting is missing or unreadable; the message names it.</exception>
    public static IReadOnlyList<ChainSettings> ReadAll(IConfiguration configuration)
    {
        IReadOnlyList<ChainSettings> chains =
        [
            .. NetworkFile
                .Under(configuration)
                .GetSection("QLStake:Chains")
                .GetChildren()
                .Select(chain => Read(new(chain))),
        ];
        if (chains.Count == 0)
            throw ConfigurationException.Of("Chains:0:Name", "at least one chain", null);
        if (chains.GroupBy(chain => chain.Selector).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw ConfigurationException.Of("Chains:<i>:Selector", "every selector once", $"{twice.Key} twice");
        return chains;
    }

    /// <summary>The JSON-RPC client of this chain.</summary>
    public EvmChainOptions ClientOptions(int index) =>
        new()
        {
            Name = Name,
            ChainId = ChainId,
            Endpoints = Rpc,
            WebSocket = WebSocket,
            PollInterval = PollInterval,
            Section = $"QLStake:Chains:{index}",
            EndpointsKey = "Rpc",
        };

    private static ChainSettings Read(ChainSection chain) =>
        new(
            chain.Text("Name", "the chain's name"),
            chain.Number("ChainId", "an EIP-155 chain id"),
            chain.Parsed("Selector", "a CCIP chain selector", ChainSelector.Parse),
            chain.Uris("Rpc"),
            chain.Optional("WebSocket") is null
                ? null
                : chain.Parsed("WebSocket", "ws://host:port", text => new Uri(text)),
            chain.Parsed("OnRamp", "CCIP's OnRamp address", text => Address.Parse(text)),
            chain.Parsed("OffRamp", "CCIP's OffRamp address", text => Address.Parse(text)),
            chain.Contract("Satellite"),
            chain.Contract("Hub"),
            chain.Optional("StartBlock") is null ? 0 : chain.Number("StartBlock", "a block number"),
            chain.Optional("PollInterval") is null
                ? TimeSpan.FromSeconds(1)
                : chain.Parsed("PollInterval", "a duration", text => TimeSpan.Parse(text, CultureInfo.InvariantCulture))
        )
        {
            Pools = chain.Many("Pools", "a token pool's address", text => Address.Parse(text)),
            FeeQuoter = chain.Contract("FeeQuoter"),
            WrappedNative = chain.Contract("WrappedNative"),
            Router = chain.Contract("Router"),
            CodeHashes = chain.Named("CodeHashes", "a keccak256 hash", text => B256.Parse(text)),
        };
}
