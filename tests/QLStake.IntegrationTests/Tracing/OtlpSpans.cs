using System.Globalization;
using System.Text;

namespace QLStake.IntegrationTests.Tracing;

/// <summary>Reads what an exporter sends to <c>/v1/traces</c> (opentelemetry-proto, trace/v1/trace.proto).</summary>
internal static class OtlpSpans
{
    public static IEnumerable<SeenSpan> Read(ReadOnlyMemory<byte> request) =>
        from resource in Messages(request, 1)
        let service = Messages(resource, 1).SelectMany(Attributes).ToDictionary()["service.name"]
        from scope in Messages(resource, 2)
        from span in Messages(scope, 2)
        select Span(service, span);

    private static SeenSpan Span(string service, ReadOnlyMemory<byte> span) =>
        new(
            service,
            Id(span, 1),
            Id(span, 2),
            Id(span, 4),
            Messages(span, 5).Select(Text).Single(),
            Tags(span, 9),
            [.. Messages(span, 13).Select(link => (Id(link, 1), Id(link, 2)))],
            Time(span, 7),
            Time(span, 8)
        );

    private static Dictionary<string, string> Tags(ReadOnlyMemory<byte> span, int field) =>
        Messages(span, field).Select(Attribute).ToDictionary();

    /// <summary>Of a resource.</summary>
    private static IEnumerable<(string, string)> Attributes(ReadOnlyMemory<byte> resource) =>
        Messages(resource, 1).Select(Attribute);

    private static (string Key, string Value) Attribute(ReadOnlyMemory<byte> pair) =>
        (Messages(pair, 1).Select(Text).Single(), Messages(pair, 2).Select(Value).SingleOrDefault(""));

    private static string Value(ReadOnlyMemory<byte> any) =>
        ProtobufField
            .Read(any)
            .Select(value => value.Number == 1 ? Text(value.Bytes) : Number(value))
            .SingleOrDefault("");

    private static string Number(ProtobufField value) => value.Scalar.ToString(CultureInfo.InvariantCulture);

    /// <summary>Nanoseconds since 1970.</summary>
    private static DateTimeOffset Time(ReadOnlyMemory<byte> span, int field) =>
        DateTimeOffset.UnixEpoch.AddTicks(
            (long)(ProtobufField.Read(span).Single(found => found.Number == field).Scalar / 100)
        );

    private static string Id(ReadOnlyMemory<byte> message, int field) =>
        Messages(message, field).Select(id => Convert.ToHexStringLower(id.Span)).SingleOrDefault("");

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static IEnumerable<ReadOnlyMemory<byte>> Messages(ReadOnlyMemory<byte> message, int field) =>
        ProtobufField.Read(message).Where(found => found.Number == field).Select(found => found.Bytes);
}
