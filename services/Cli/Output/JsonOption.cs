using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QLStake.Cli;

/// <summary><c>--json</c>: the answer for machines, one document on standard output and nothing else.</summary>
internal static class JsonOption
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public static Option<bool> Instance { get; } = new("--json") { Description = "Answer as one JSON document." };

    /// <summary>For machines where they ask, otherwise in words.</summary>
    public static void Tell<T>(ParseResult parsed, T answer, Action<T> print)
    {
        if (parsed.GetValue(Instance))
        {
            Print(answer);
        }
        else
        {
            print(answer);
        }
    }

    public static void Print<T>(T answer) => Console.WriteLine(Text(answer));

    /// <exception cref="JsonException">It is no such document.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json, Json);

    public static string Text<T>(T answer) => JsonSerializer.Serialize(answer, Json);
}
