using Shouldly;

namespace QLStake.IntegrationTests.Hosting;

/// <summary>Waits for what must become true, and shows what was seen last when it does not.</summary>
internal static class Eventually
{
    public static async Task<T> HoldsAsync<T>(Func<Task<T>> look, Func<T, bool> holds, TimeSpan within, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (holds(seen))
                return seen;
            if (TimeProvider.System.GetElapsedTime(started) > within)
                throw new ShouldAssertException($"Expected within {within}: {what}. Seen last: {Show(seen)}");
            await Task.Delay(50);
        }
    }

    private static string Show(object? seen) =>
        seen is System.Collections.IEnumerable list and not string
            ? $"[{string.Join(", ", list.Cast<object>())}]"
            : $"{seen}";
}
