namespace QLStake.IntegrationTests.Tracing;

/// <summary>A span as a collector receives it; ids in lower-case hex, the parent empty for a root.</summary>
internal sealed record SeenSpan(
    string Service,
    string TraceId,
    string SpanId,
    string ParentId,
    string Name,
    IReadOnlyDictionary<string, string> Tags,
    IReadOnlyList<(string TraceId, string SpanId)> Links,
    DateTimeOffset Start,
    DateTimeOffset End
)
{
    public TimeSpan Took => End - Start;

    public override string ToString() => $"{Service}: {Name} ({SpanId} under {ParentId})";
}
