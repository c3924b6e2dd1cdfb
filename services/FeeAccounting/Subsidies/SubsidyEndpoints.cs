using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>The subsidy programmes of all satellites, over HTTP.</summary>
public static class SubsidyEndpoints
{
    private static readonly PostingKind[] Kinds =
    [
        PostingKind.Subsidy,
        PostingKind.SubsidyFunded,
        PostingKind.SubsidyWithdrawn,
    ];

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/subsidies", ListAsync);

    private static async Task<IResult> ListAsync(
        FeeChains chains,
        IDocumentStore store,
        TimeProvider time,
        CancellationToken ct
    )
    {
        try
        {
            var programmes = new List<SubsidyProgramme>();
            foreach (var chain in chains.All.Where(known => known.Settings.Satellite is not null))
                programmes.Add(await ReadAsync(chain, store, time.GetUtcNow(), ct));
            return Results.Json(programmes, MessageJson.Options);
        }
        catch (QuoteException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: refusal.Status, title: refusal.Title);
        }
    }

    private static async Task<SubsidyProgramme> ReadAsync(
        ConfiguredChain chain,
        IDocumentStore store,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var satellite = chain.Settings.Satellite!.Value;
        try
        {
            var answers = await ChainAnswers.AskAsync(
                chain,
                [
                    (satellite, new QLStakeSatellite.SubsidyTermsCall().Encode()),
                    (satellite, new QLStakeSatellite.SubsidyPotCall().Encode()),
                ],
                ct
            );
            var terms = QLStakeSatellite.SubsidyTermsCall.DecodeResult(answers[0]);
            await using var session = store.QuerySession();
            var name = $"{chain.Selector}";
            var rows = await session
                .Query<PostingRow>()
                .Where(row => row.Chain == name && row.Standing && row.Kind.IsOneOf(Kinds))
                .ToListAsync(ct);
            return SubsidyRules.Of(
                (chain.Selector, chain.Name),
                new(terms.ShareBps, terms.PeriodSeconds, terms.CapPerPeriod, terms.CapPerStake, terms.CapPerAccount),
                (QLStakeSatellite.SubsidyPotCall.DecodeResult(answers[1]), answers.Number),
                [.. rows.Select(row => row.Posting)],
                now
            );
        }
        catch (Exception error) when (error is RpcException or AbiException)
        {
            throw QuoteException.Of(error, chain, satellite);
        }
    }
}
