using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>A stake's id: the hash of its leaf, so a reorg cannot give one person's id to another's stake.</summary>
[JsonConverter(typeof(WrappedJsonConverter<StakeId, B256>))]
public readonly record struct StakeId(B256 Value) : IWrapped<StakeId, B256>
{
    public static StakeId Of(B256 value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>The id CCIP gives a message (OnRamp, <c>Internal._hash</c>).</summary>
[JsonConverter(typeof(WrappedJsonConverter<MessageId, B256>))]
public readonly record struct MessageId(B256 Value) : IWrapped<MessageId, B256>
{
    public static MessageId Of(B256 value) => new(value);

    public override string ToString() => Value.ToString();
}
