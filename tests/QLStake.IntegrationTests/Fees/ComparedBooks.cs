using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using Shouldly;

namespace QLStake.IntegrationTests.Fees;

/// <summary>One comparison (<c>POST /admin/reconcile</c>); amounts with their sign.</summary>
internal sealed record BooksReport(
    ChainSelector Chain,
    BlockRef Height,
    bool Agrees,
    IReadOnlyList<ReportedCheck> Checks,
    IReadOnlyList<ReportedFlaw> Flaws,
    IReadOnlyList<ReportedAccount> Accounts
);

internal sealed record ReportedCheck(
    string What,
    Address Token,
    string Books,
    string Chain,
    string Difference,
    IReadOnlyList<string> Candidates
);

internal sealed record ReportedFlaw(
    string Ledger,
    string Account,
    string Balance,
    string Postings,
    IReadOnlyList<string> Candidates
);

internal sealed record ReportedAccount(Address Account, string Spent, string Balance);

/// <summary>The books of a running fee-accounting, compared on demand.</summary>
internal sealed class ComparedBooks(Uri address) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(90) };

    /// <summary>One comparison of every chain.</summary>
    public async Task<IReadOnlyList<BooksReport>> ReconcileAsync()
    {
        using var response = await Admin.AskAsync(http, HttpMethod.Post, "/admin/reconcile");
        var body = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        return JsonSerializer.Deserialize<List<BooksReport>>(body, MessageJson.Options)!;
    }

    public async Task<JsonElement> GetAsync(string path) =>
        JsonSerializer.Deserialize<JsonElement>(await TextAsync(path));

    public Task<string> TextAsync(string path) => http.GetStringAsync(new Uri(path, UriKind.Relative));

    public void Dispose() => http.Dispose();
}
