using System.Collections.Concurrent;
using System.Diagnostics;

namespace QLStake.Localnet.Processes;

/// <summary>
/// Starts children on one thread that lives as long as this process. Linux sends the parent-death signal when the
/// *thread* that forked ends (prctl(2)); a pool thread that retires would kill healthy servers.
/// </summary>
internal static class Launcher
{
    private static readonly BlockingCollection<Action> Starts = StartThread();

    public static Process Start(ProcessStartInfo info)
    {
        var started = new TaskCompletionSource<Process>();
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static BlockingCollection<Action> StartThread()
    {
        var starts = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var start in starts.GetConsumingEnumerable())
            {
                start();
            }
        })
        {
            IsBackground = true,
            Name = "child launcher",
        }.Start();
        return starts;
    }
}
