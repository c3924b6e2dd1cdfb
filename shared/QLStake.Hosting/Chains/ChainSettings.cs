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
        };
}

/// <summary>Reads the settings of one chain, each error with the setting's full name.</summary>
internal sealed class ChainSection(IConfigurationSection section)
{
    public string? Optional(string name) => section[name] is { Length: > 0 } text ? text : null;

    public string Text(string name, string expected) => Optional(name) ?? throw Wrong(name, expected, null);

    public ulong Number(string name, string expected) =>
        Parsed(name, expected, text => ulong.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));

    public T Parsed<T>(string name, string expected, Func<string, T> parse)
    {
        var text = Text(name, expected);
        try
        {
            return parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            throw Wrong(name, expected, text);
        }
    }

    /// <summary>The address of a contract that not every chain has.</summary>
    public Address? Contract(string name) =>
        Optional(name) is null ? null : Parsed(name, "an address", text => Address.Parse(text));

    /// <summary>A list, which may be empty.</summary>
    public IReadOnlyList<T> Many<T>(string name, string expected, Func<string, T> parse) =>
        [.. section.GetSection(name).GetChildren().Select(entry => Parsed($"{name}:{entry.Key}", expected, parse))];

    public IReadOnlyList<Uri> Uris(string name)
    {
        List<Uri> uris = [];
        foreach (var entry in section.GetSection(name).GetChildren())
            uris.Add(
                Uri.TryCreate(entry.Value, UriKind.Absolute, out var uri)
                    ? uri
                    : throw Wrong($"{name}:{entry.Key}", "http://host:port", entry.Value)
            );
        return uris.Count > 0 ? uris : throw Wrong($"{name}:0", "at least one endpoint (http://host:port)", null);
    }

    private ConfigurationException Wrong(string name, string expected, string? found) =>
        ConfigurationException.Of($"Chains:{section.Key}:{name}", expected, found);
}
