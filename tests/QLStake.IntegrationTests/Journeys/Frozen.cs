using System.Diagnostics;
using System.Globalization;

namespace QLStake.IntegrationTests.Journeys;

/// <summary>A process held still (SIGSTOP): what is sent to it lies undone until it may go on.</summary>
internal sealed class Frozen : IAsyncDisposable
{
    private readonly int process;
    private bool thawed;

    private Frozen(int process) => this.process = process;

    public static async Task<Frozen> HoldAsync(int process)
    {
        await SignalAsync(process, "-STOP");
        return new(process);
    }

    public async Task ThawAsync()
    {
        if (!thawed)
            await SignalAsync(process, "-CONT");
        thawed = true;
    }

    public async ValueTask DisposeAsync() => await ThawAsync();

    private static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"Expected process {process} to take {signal}, found it gone.");
    }
}
