using Marten;
using QLStake.Hosting;

namespace QLStake.LogProbe;

internal static class ProbeEndpoints
{
    public static void MapWriter(IEndpointRouteBuilder app) =>
        app.MapPost(
            "/note/{partition}/{number}",
            (string partition, ulong number, StreamsFactory streams, CancellationToken ct) =>
                streams.RunAsync(
                    unit =>
                        unit.AppendAsync<Notebook>($"notebook-{partition}", [new Noted(partition, number)], ct)
                            .AsTask(),
                    ct
                )
        );

    public static void MapReader(IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/ledger/{partition}",
            async (string partition, StreamsFactory streams, CancellationToken ct) =>
            {
                await using var unit = streams.Open();
                return (await unit.LoadAsync<Ledger>($"ledger-{partition}", ct)).Numbers;
            }
        );
        app.MapGet(
            "/shown/{partition}",
            async (string partition, IQuerySession session, CancellationToken ct) =>
                await session.LoadAsync<LedgerView>($"ledger-{partition}", ct)
        );
        app.MapPost("/cure", (TakeFinalized consumer) => consumer.Cured = true);
        app.MapGet(
            "/reminded",
            async (StreamsFactory streams, CancellationToken ct) =>
            {
                await using var unit = streams.Open();
                return (await unit.LoadAsync<Reminder>("reminder", ct)).Times;
            }
        );
    }
}
