using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What things would cost, over HTTP.</summary>
public static class QuoteEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/quotes", QuoteAsync);
        app.MapGet("/tokens/{chain}/{token}", FindTokenAsync);
    }

    private static async Task<IResult> QuoteAsync(
        string? kind,
        string? chain,
        string? destination,
        [AsParameters] QuoteQuery query,
        Quoter quoter,
        FeeChains chains,
        CancellationToken ct
    )
    {
        if (!Enum.TryParse<QuoteKind>(kind ?? "stake", true, out var of) || !Enum.IsDefined(of))
            return Problems.Bad($"Expected kind to be stake, queue, redeem or transfer, found '{kind}'.");
        if (chains.Find(chain ?? "") is not { } at)
            return Problems.UnknownChain(chain ?? "", chains);
        if (destination is not null && chains.Find(destination) is null)
            return Problems.UnknownChain(destination, chains);
        var (request, wrong) = QuoteRequest.Read(of, at, chains.Find(destination ?? ""), query);
        return request is null
            ? Problems.Bad(wrong!)
            : await AnswerAsync(async () => await quoter.QuoteAsync(request, ct));
    }

    private static async Task<IResult> FindTokenAsync(
        string chain,
        string token,
        Tokens tokens,
        FeeChains chains,
        CancellationToken ct
    ) =>
        chains.Find(chain) is not { } known ? Problems.UnknownChain(chain, chains)
        : !TokenText.TryParse(token, out var address)
            ? Problems.Bad($"Expected a token's address (0x…) or 'native', found '{token}'.")
        : await AnswerAsync(async () => await tokens.FindAsync(known, address, ct));

    private static async Task<IResult> AnswerAsync(Func<Task<object>> ask)
    {
        try
        {
            return Results.Json(await ask(), MessageJson.Options);
        }
        catch (QuoteException refusal)
        {
            return Results.Problem(refusal.Message, statusCode: refusal.Status, title: refusal.Title);
        }
    }
}
