using System.Text.Json.Serialization;

namespace QLStake.Contracts;

/// <summary>An amount of the locked asset, in its smallest unit.</summary>
[JsonConverter(typeof(WrappedJsonConverter<Assets, U256>))]
public readonly record struct Assets(U256 Value) : IWrapped<Assets, U256>
{
    public static Assets Of(U256 value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>An amount of the liquid token, in its smallest unit.</summary>
[JsonConverter(typeof(WrappedJsonConverter<Shares, U256>))]
public readonly record struct Shares(U256 Value) : IWrapped<Shares, U256>
{
    public static Shares Of(U256 value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>An amount of a chain's native token or of a fee token, in its smallest unit.</summary>
[JsonConverter(typeof(WrappedJsonConverter<Wei, U256>))]
public readonly record struct Wei(U256 Value) : IWrapped<Wei, U256>
{
    public static Wei Of(U256 value) => new(value);

    public override string ToString() => Value.ToString();
}
