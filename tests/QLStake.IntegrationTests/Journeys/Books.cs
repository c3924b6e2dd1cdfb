using System.Net;
using System.Text.Json;
using QLStake.Contracts;
using QLStake.IntegrationTests.Hosting;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>What fee-accounting answers.</summary>
internal sealed class Books(Uri fees) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new() { BaseAddress = fees, Timeout = TimeSpan.FromSeconds(15) };

    /// <summary>The parts of what a stake cost, once its mint is among them.</summary>
    public async Task<IReadOnlyDictionary<string, U256>> PartsAsync(StakeId stake) =>
        (
            await Eventually.HoldsAsync(
                () => FindAsync(stake),
                parts => parts.ContainsKey("MintGas"),
                Patience,
                $"the mint's gas of stake {stake} is in the books"
            )
        );

    /// <summary>What each kind of account received and gave, over all days and holders.</summary>
    public async Task<IReadOnlyDictionary<string, (U256 Debits, U256 Credits)>> AccountsAsync(
        string chain,
        string token
    )
    {
        var ledger = JsonSerializer.Deserialize<JsonElement>(
            await http.GetStringAsync(new Uri($"/ledger/{chain}/{token}", UriKind.Relative))
        );
        return ledger
            .GetProperty("accounts")
            .EnumerateArray()
            .GroupBy(account => StakeObserver.Text(account, "kind"))
            .ToDictionary(same => same.Key, same => (Debits: Sum(same, "debits"), Credits: Sum(same, "credits")));
    }

    public void Dispose() => http.Dispose();

    private static U256 Sum(IEnumerable<JsonElement> accounts, string side) =>
        accounts.Aggregate(U256.Zero, (sum, account) => sum + U256.Parse(StakeObserver.Text(account, side)));

    private async Task<Dictionary<string, U256>> FindAsync(StakeId stake)
    {
        using var response = await http.GetAsync(new Uri($"/stakes/{stake}/fees", UriKind.Relative));
        if (response.StatusCode == HttpStatusCode.NotFound)
            return [];
        response.EnsureSuccessStatusCode();
        return JsonSerializer
            .Deserialize<JsonElement>(await response.Content.ReadAsStringAsync())
            .GetProperty("parts")
            .EnumerateArray()
            .ToDictionary(
                part => StakeObserver.Text(part, "name"),
                part => U256.Parse(StakeObserver.Text(part, "amount"))
            );
    }
}
