using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What a stake would cost, over HTTP.</summary>
public static class QuoteEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/quotes", QuoteAsync);
        app.MapGet("/tokens/{chain}/{token}", FindTokenAsync);
    }

    private static async Task<IResult> QuoteAsync(
        string? chain,
        string? asset,
        string? amount,
        string? receiver,
        string? feeToken,
        string? staker,
        Quoter quoter,
        FeeChains chains,
        CancellationToken ct
    )
    {
        if (chains.Find(chain ?? "") is not { } source)
            return Problems.UnknownChain(chain ?? "", chains);
        var (request, wrong) = QuoteRequest.Read(source, asset, amount, receiver, feeToken, staker);
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
