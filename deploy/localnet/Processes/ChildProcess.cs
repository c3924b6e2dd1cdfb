using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace QLStake.Localnet.Processes;

/// <summary>
/// A process that cannot outlive its parent: the kernel kills it when the parent ends, whatever ends the parent
/// (PR_SET_PDEATHSIG, prctl(2)). It writes its log by itself, so a busy parent never blocks it.
/// </summary>
public sealed class ChildProcess : IServerRun
{
    private const int ParentGone = 75;
    private readonly Process process;

    private ChildProcess(Process process, ChildCommand command)
    {
        this.process = process;
        Command = command;
        Exited = WaitAsync(process);
    }

    public ChildCommand Command { get; }

    public int Id => process.Id;

    public string LogFile => Command.LogFile;

    public Task<int> Exited { get; }

    public bool HasExited => process.HasExited;

    /// <exception cref="LocalnetException">The program, or setpriv, is not installed.</exception>
    public static ChildProcess Start(ChildCommand command)
    {
        var info = new ProcessStartInfo("/bin/sh") { WorkingDirectory = command.WorkingDirectory ?? "" };
        foreach (var argument in CommandLine(command))
        {
            info.ArgumentList.Add(argument);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(command.LogFile)!);
        try
        {
            return new ChildProcess(Launcher.Start(info), command);
        }
        catch (Win32Exception error)
        {
            throw new LocalnetException($"{command.Name} could not be started: {error.Message}.", error);
        }
    }

    public async Task TerminateAsync(Signal signal, TimeSpan grace, TimeProvider time)
    {
        if (!HasExited)
        {
            Signals.Send(Id, signal);
        }

        try
        {
            await Exited.WaitAsync(grace, time);
        }
        catch (TimeoutException)
        {
            Signals.Send(Id, Signal.Kill);
            await Exited;
        }
    }

    public void Dispose() => process.Dispose();

    /// <summary>
    /// Every step replaces itself by the next (exec), so the process id stays the server's own. A change of user clears
    /// the death signal, so setpriv does both; the inner shell closes the gap before the signal was armed.
    /// </summary>
    private static IEnumerable<string> CommandLine(ChildCommand command)
    {
        var me = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        string[] identity = command.User is { } user ? [$"--reuid={user}", $"--regid={user}", "--init-groups"] : [];
        return
        [
            "-c",
            "exec \"$@\" </dev/null >>\"$0\" 2>&1",
            command.LogFile,
            "setpriv",
            .. identity,
            "--pdeathsig=KILL",
            "--",
            "/bin/sh",
            "-c",
            $"[ \"$PPID\" = \"$0\" ] || exit {ParentGone}; exec \"$@\"",
            me,
            // Not inherited through the shell, which drops variables whose names it could not have set.
            "env",
            .. command.Environment.Select(variable => $"{variable.Key}={variable.Value}"),
            command.Executable,
            .. command.Arguments,
        ];
    }

    private static async Task<int> WaitAsync(Process process)
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
