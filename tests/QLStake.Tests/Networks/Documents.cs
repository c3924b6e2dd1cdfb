using System.Text.Json.Nodes;

namespace QLStake.Tests.Networks;

/// <summary>A sound network and what can be wrong with it; each case changes one thing.</summary>
internal static class Documents
{
    private const string Sound = """
        {
          "name": "here",
          "chains": [
            {
              "name": "fuji", "chainId": 43113, "selector": "14767482510784806043",
              "rpc": ["http://127.0.0.1:8545", "https://rpc.example/v1"], "websocket": "ws://127.0.0.1:8545/",
              "pollInterval": "00:00:00.1000000", "startBlock": 0,
              "router": "0x00000000000000000000000000000000000000a1",
              "onRamp": "0x00000000000000000000000000000000000000a2",
              "offRamp": "0x00000000000000000000000000000000000000a3",
              "pools": ["0x00000000000000000000000000000000000000a4"],
              "satellite": "0x00000000000000000000000000000000000000A5"
            }
          ]
        }
        """;

    /// <summary>Every case by a name a failing test can show.</summary>
    public static IReadOnlyDictionary<string, (string Path, Action<JsonObject> Spoil)> Wrong { get; } =
        new Dictionary<string, (string, Action<JsonObject>)>
        {
            ["no chains"] = ("chains", network => network.Remove("chains")),
            ["an empty list of chains"] = ("chains", network => network["chains"] = new JsonArray()),
            ["chains by name"] = ("chains", network => network["chains"] = new JsonObject()),
            ["no name"] = ("name", network => network.Remove("name")),
            ["a name with a space"] = ("name", network => network["name"] = "over there"),
            ["a secret"] = ("chains[0].key", network => Chain(network)["key"] = "0x01"),
            ["a chain that is a text"] = ("chains[0]", network => network["chains"]![0] = "fuji"),
            ["no chain id"] = ("chains[0].chainId", network => Chain(network).Remove("chainId")),
            ["a chain id of 0"] = ("chains[0].chainId", network => Chain(network)["chainId"] = 0),
            ["a chain id below 0"] = ("chains[0].chainId", network => Chain(network)["chainId"] = -1),
            ["a broken chain id"] = ("chains[0].chainId", network => Chain(network)["chainId"] = 1.5),
            ["a chain id as text"] = ("chains[0].chainId", network => Chain(network)["chainId"] = "43113"),
            ["a selector as number"] = ("chains[0].selector", network => Chain(network)["selector"] = 147),
            ["a selector with a sign"] = ("chains[0].selector", network => Chain(network)["selector"] = "-1"),
            ["no endpoint"] = ("chains[0].rpc", network => Chain(network)["rpc"] = new JsonArray()),
            ["an endpoint twice"] = (
                "chains[0].rpc",
                network => Chain(network)["rpc"] = new JsonArray("http://a", "http://a")
            ),
            ["an endpoint of another scheme"] = (
                "chains[0].rpc[1]",
                network => Chain(network)["rpc"] = new JsonArray("http://a", "ftp://b")
            ),
            ["an endpoint with a password"] = (
                "chains[0].rpc[0]",
                network => Chain(network)["rpc"] = new JsonArray("https://user:secret@rpc.example")
            ),
            ["a WebSocket over http"] = ("chains[0].websocket", network => Chain(network)["websocket"] = "http://a"),
            ["a duration in words"] = ("chains[0].pollInterval", network => Chain(network)["pollInterval"] = "1s"),
            ["a short address"] = ("chains[0].onRamp", network => Chain(network)["onRamp"] = "0x00a2"),
            ["no address"] = ("chains[0].offRamp", network => Chain(network)["offRamp"] = null),
            ["a pool that is no address"] = ("chains[0].pools[0]", network => Chain(network)["pools"]![0] = "qAVAX"),
        };

    public static JsonObject Good() => JsonNode.Parse(Sound)!.AsObject();

    public static JsonObject Spoilt(string what)
    {
        var network = Good();
        Wrong[what].Spoil(network);
        return network;
    }

    private static JsonObject Chain(JsonObject network) => network["chains"]![0]!.AsObject();
}
