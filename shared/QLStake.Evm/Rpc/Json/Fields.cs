using System.Text.Json;

namespace QLStake.Evm;

/// <summary>Steps through an object's fields, which JSON may give in any order.</summary>
internal static class Fields
{
    /// <summary>Whether the reader stands on this field's name; if so it steps to the value.</summary>
    public static bool Field(this ref Utf8JsonReader json, ReadOnlySpan<byte> name) =>
        json.ValueTextEquals(name) && json.Read();

    /// <summary>Steps from the name of a field nobody asked for to the end of its value.</summary>
    public static void SkipField(this ref Utf8JsonReader json)
    {
        _ = json.Read();
        json.Skip();
    }

    public static T Required<T>(T? value, string of, string name)
        where T : struct => value ?? throw new EvmDataException($"expected {of} with a \"{name}\", found one without");

    public static T Required<T>(T? value, string of, string name)
        where T : class => value ?? throw new EvmDataException($"expected {of} with a \"{name}\", found one without");
}
