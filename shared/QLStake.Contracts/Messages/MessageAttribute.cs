using System.Collections.Frozen;
using System.Reflection;

namespace QLStake.Contracts;

/// <summary>The name and version under which a message travels and is stored. Never changed once released.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MessageAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>Every message that travels between services, by wire name and by type.</summary>
public static class MessageNames
{
    private static readonly FrozenDictionary<string, Type> ByName = typeof(MessageNames)
        .Assembly.GetTypes()
        .Select(type => (type, name: type.GetCustomAttribute<MessageAttribute>()?.Name))
        .Where(pair => pair.name is not null)
        .ToFrozenDictionary(pair => pair.name!, pair => pair.type);

    private static readonly FrozenDictionary<Type, string> ByType = ByName.ToFrozenDictionary(
        pair => pair.Value,
        pair => pair.Key
    );

    public static IEnumerable<KeyValuePair<string, Type>> All => ByName;

    /// <summary>The type of a wire name, or null for a message of a newer version of the system.</summary>
    public static Type? Find(string name) => ByName.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">The type is no message.</exception>
    public static string Of(Type type) =>
        ByType.GetValueOrDefault(type)
        ?? throw new ArgumentException(
            $"Expected a type with a [Message] name, found {type}. Only types of QLStake.Contracts travel."
        );
}
