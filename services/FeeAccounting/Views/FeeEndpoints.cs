using System.Globalization;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What was paid, over HTTP.</summary>
public static class FeeEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/stakes/{id}/fees", FindStakeAsync);
        app.MapGet("/fees/{subject}", FindAsync);
        app.MapGet("/ledger/{chain}/{token}", SumAsync);
        app.MapGet("/statements/{chain}/{token}/{period}", StateAsync);
    }

    private static async Task<IResult> FindStakeAsync(string id, FeeQueries fees, CancellationToken ct) =>
        B256.TryParse(id, out var stake)
            ? await AnswerAsync(new(SubjectKind.Stake, stake), fees, ct)
            : Problems.Bad($"Expected a stake id (0x and 64 hex digits), found '{id}'.");

    private static async Task<IResult> FindAsync(string subject, FeeQueries fees, CancellationToken ct) =>
        Subject.TryParse(subject, out var about)
            ? await AnswerAsync(about, fees, ct)
            : Problems.Bad(
                "Expected a stake id, or leaf:, root:, message:, account: or transaction: and 0x with 64 hex digits, "
                    + $"found '{subject}'."
            );

    private static async Task<IResult> AnswerAsync(Subject about, FeeQueries fees, CancellationToken ct) =>
        await fees.FindAsync(about, ct) is { } cost
            ? Results.Json(cost, MessageJson.Options)
            : Results.Problem(
                $"Nothing was paid for {(about.Kind == SubjectKind.Stake ? $"stake {about}" : about)} as far as the chains "
                    + "are read. Its block may not be observed yet; ask again.",
                statusCode: StatusCodes.Status404NotFound,
                title: "No fees known"
            );

    private static async Task<IResult> SumAsync(
        string chain,
        string token,
        string? day,
        LedgerQueries ledgers,
        FeeChains chains,
        CancellationToken ct
    )
    {
        if (chains.Find(chain) is not { } known)
            return Problems.UnknownChain(chain, chains);
        if (!TokenText.TryParse(token, out var address))
            return Problems.Bad($"Expected a token's address (0x…) or 'native', found '{token}'.");
        if (day is not null && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out _))
            return Problems.Bad($"Expected a day (2026-01-31), found '{day}'.");
        return Results.Json(await ledgers.SumAsync(known.Selector, address, day, ct), MessageJson.Options);
    }

    private static async Task<IResult> StateAsync(
        string chain,
        string token,
        string period,
        string? format,
        StatementReader statements,
        FeeChains chains,
        CancellationToken ct
    )
    {
        if (chains.Find(chain) is not { } known)
            return Problems.UnknownChain(chain, chains);
        if (!TokenText.TryParse(token, out var address))
            return Problems.Bad($"Expected a token's address (0x…) or 'native', found '{token}'.");
        if (!DateOnly.TryParseExact(period, "yyyy-MM-dd", CultureInfo.InvariantCulture, 0, out var day))
            return Problems.Bad($"Expected a day (2026-01-31), found '{period}'.");
        if (format is not (null or "json" or "csv"))
            return Problems.Bad($"Expected the format json or csv, found '{format}'.");
        var statement = await statements.ReadAsync(known.Selector, address, day, ct);
        return format == "csv"
            ? Results.Text(statement.ToCsv(), "text/csv")
            : Results.Json(statement, MessageJson.Options);
    }
}

/// <summary>How a token is written in an address line: by its address, or <c>native</c>.</summary>
public static class TokenText
{
    public static bool TryParse(string text, out Address token)
    {
        token = Address.Zero;
        return string.Equals(text, "native", StringComparison.OrdinalIgnoreCase) || Address.TryParse(text, out token);
    }
}

/// <summary>Answers that say what was expected, what was found and what to do.</summary>
internal static class Problems
{
    public static IResult Bad(string detail) =>
        Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, title: "Not understood");

    public static IResult UnknownChain(string chain, FeeChains chains) =>
        Results.Problem(
            $"Expected one of the chains {string.Join(", ", chains.All.Select(known => known.Name))} (by name or CCIP "
                + $"selector), found '{chain}'. Chains are configured in QLStake:Chains.",
            statusCode: StatusCodes.Status404NotFound,
            title: "Unknown chain"
        );
}
