using System.Net;
using System.Net.Http.Json;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>The way past an entry that can never be taken in, as an operator takes it.</summary>
public sealed class ParkingTests(LogFixture logs) : IClassFixture<LogFixture>
{
    private const string Source = "chain-watcher/2";
    private const ulong Poison = 666;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_poisoned_entry_is_parked_with_a_reason_and_replayed_when_its_cause_is_gone()
    {
        await logs.Writer.NoteAsync("2", 11);
        await logs.Writer.NoteAsync("2", Poison);
        await logs.Writer.NoteAsync("2", 21);
        await SaysAsync("666 is not taken");
        var position = (await Journeys.Bus.ReadAsync(logs.Writer.Address, Source)).Single(IsPoison).Position;

        (await ParkAsync(position + 1_000, "a guess")).ShouldContain($"chain-finalized.v1 at position {position}");
        (await ParkAsync(position, " ")).ShouldContain("Expected a reason");
        (await ParkAsync(position, "number 666 is cursed")).ShouldBeEmpty();
        await TakesAsync([11, 21]);
        await LogFixture.ReadyAsync(logs.Reader);
        await SaysAsync("parked entries: 1");
        var report = await ReportAsync();
        report.ShouldContain("number 666 is cursed");
        report.ShouldContain("666 is not taken");

        (await ReplayAsync(position)).ShouldContain("still cannot be taken in: 666 is not taken.");
        (await logs.Reader.Http.PostAsync(new Uri("/cure", UriKind.Relative), null)).EnsureSuccessStatusCode();
        (await ReplayAsync(position)).ShouldBeEmpty();
        await TakesAsync([11, 21, Poison]);
        (await ReplayAsync(position)).ShouldContain("Nothing is parked");
    }

    [Fact]
    public async Task What_can_be_taken_in_cannot_be_parked()
    {
        await logs.Writer.NoteAsync("1", 31);
        await Eventually.HoldsAsync(
            () => logs.Reader.LedgerAsync("1"),
            taken => taken.Contains(31UL),
            Soon,
            "31 is taken"
        );

        (
            await RefusalAsync(
                "park",
                new
                {
                    source = "chain-watcher/1",
                    position = 1,
                    reason = "fun",
                }
            )
        ).ShouldContain("does not stand still");
        (await RefusalAsync("replay", new { position = 1 })).ShouldContain("Expected a log that is read here");
        (
            await RefusalAsync(
                "park",
                new
                {
                    source = "chain-watcher/9",
                    position = 1,
                    reason = "fun",
                }
            )
        ).ShouldContain("Expected a log that is read here");
    }

    private static bool IsPoison(QLStake.Contracts.LogEntry entry) =>
        entry.Body.GetProperty("upTo").GetProperty("number").ToString() == $"{Poison}";

    private Task TakesAsync(ulong[] numbers) =>
        Eventually.HoldsAsync(
            () => logs.Reader.LedgerAsync("2"),
            taken => taken.SequenceEqual(numbers),
            Soon,
            $"taken are {string.Join(", ", numbers)}"
        );

    private Task SaysAsync(string words) =>
        Eventually.HoldsAsync(
            logs.Reader.ReadinessAsync,
            said => said.Contains(words, StringComparison.Ordinal),
            Soon,
            $"readiness says '{words}'"
        );

    private Task<string> ParkAsync(long position, string reason) =>
        RefusalAsync(
            "park",
            new
            {
                source = Source,
                position,
                reason,
            }
        );

    private Task<string> ReplayAsync(long position) => RefusalAsync("replay", new { source = Source, position });

    private async Task<string> ReportAsync()
    {
        using var answer = await Admin.AskAsync(logs.Reader.Http, HttpMethod.Get, "/admin/inbox");
        return await answer.Content.ReadAsStringAsync();
    }

    /// <returns>Why it was refused; empty if it was not.</returns>
    private async Task<string> RefusalAsync(string what, object request)
    {
        using var answer = await Admin.AskAsync(logs.Reader.Http, HttpMethod.Post, $"/admin/inbox/{what}", request);
        if (answer.StatusCode == HttpStatusCode.NoContent)
            return "";
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        return (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>())
            .GetProperty("detail")
            .GetString()!;
    }
}
