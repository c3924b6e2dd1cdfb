using System.Text.Json;
using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.Tests.Protocol;

/// <summary><c>contracts/test/vectors/protocol.json</c>: what the Solidity library computes, written by its own tests.</summary>
internal sealed class ProtocolVectors : IDisposable
{
    private readonly JsonDocument _document = JsonDocument.Parse(
        RepositoryFiles.ReadText("contracts/test/vectors/protocol.json")
    );

    public JsonElement this[string section] => _document.RootElement.GetProperty(section);

    public Route Route =>
        new(
            new Lane(new(UInt64(this["lane"], "sourceSelector")), new(UInt64(this["lane"], "destSelector"))),
            AddressOf(this["lane"], "source"),
            AddressOf(this["lane"], "dest")
        );

    /// <summary>A member as text, whether it is a JSON string or number.</summary>
    public static string Text(JsonElement owner, string name)
    {
        var member = owner.GetProperty(name);
        return member.ValueKind == JsonValueKind.String ? member.GetString()! : member.GetRawText();
    }

    public static ulong UInt64(JsonElement owner, string name) => (ulong)U256.Parse(Text(owner, name));

    public static Address AddressOf(JsonElement owner, string name) => Address.Parse(Text(owner, name));

    public static B256 Word(JsonElement owner, string name) => B256.Parse(Text(owner, name));

    public static MessageKind Kind(JsonElement owner) => (MessageKind)UInt64(owner, "kind");

    public StakeItem ItemOf(JsonElement owner)
    {
        var item = owner.GetProperty("item");
        return new StakeItem(
            Route.Lane,
            Route.Source,
            Route.Destination,
            AddressOf(item, "asset"),
            new Assets(U256.Parse(Text(item, "amount"))),
            AddressOf(item, "receiver"),
            AddressOf(item, "refundTo"),
            UInt64(item, "nonce"),
            (uint)UInt64(item, "index")
        );
    }

    public void Dispose() => _document.Dispose();
}
