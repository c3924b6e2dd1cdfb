using Spectre.Console;

namespace QLStake.Cli;

/// <summary>Shows what is going on while it goes on, on standard error, so that answers stay alone on standard output.</summary>
internal static class Progressing
{
    public static async Task<T> RunAsync<T>(Func<IProgress<string>, Task<T>> work)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(Console.Error),
                ColorSystem = ColorSystemSupport.Detect,
            }
        );
        if (Console.IsErrorRedirected)
        {
            return await work(new Lines());
        }

        return await console.Status().StartAsync("…", status => work(new Spinner(status)));
    }

    private sealed class Lines : IProgress<string>
    {
        public void Report(string value) => Console.Error.WriteLine(value);
    }

    private sealed class Spinner(StatusContext status) : IProgress<string>
    {
        public void Report(string value) => status.Status(Markup.Escape(value));
    }
}
