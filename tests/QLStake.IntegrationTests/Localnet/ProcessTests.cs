using QLStake.Localnet;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Localnet;

public sealed class ProcessTests : IDisposable
{
    private readonly TestInstance instance = new("process-tests");

    public void Dispose() => instance.Dispose();

    [Fact]
    public async Task A_child_outlives_the_thread_that_asked_for_it()
    {
        ChildProcess? child = null;
        var thread = new Thread(() => child = ChildProcess.Start(Sleep("outlive")));
        thread.Start();
        thread.Join();
        await Task.Delay(TimeSpan.FromMilliseconds(500));

        child!.HasExited.ShouldBeFalse();
        await child.TerminateAsync(Signal.Terminate, TimeSpan.FromSeconds(5), TimeProvider.System);
        child.HasExited.ShouldBeTrue();
        child.Dispose();
    }

    [Fact]
    public async Task A_child_that_ignores_the_request_to_end_is_killed()
    {
        var stubborn = new ChildCommand(
            "stubborn",
            "/bin/sh",
            ["-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"],
            instance.Folder.Log("stubborn")
        );
        using var child = ChildProcess.Start(stubborn);
        while (!child.LogTail().Contains("ready", StringComparison.Ordinal))
        {
            await Task.Delay(20);
        }

        await child.TerminateAsync(Signal.Terminate, TimeSpan.FromMilliseconds(300), TimeProvider.System);

        (await child.Exited).ShouldBe(128 + (int)Signal.Kill);
    }

    [Fact]
    public void A_leased_port_is_given_to_nobody_else()
    {
        var leases = Enumerable.Range(0, 50).Select(_ => PortLease.Take()).ToList();

        leases.Select(lease => lease.Port).ShouldBeUnique();
        leases.ForEach(lease => lease.Dispose());
    }

    [Fact]
    public void An_instance_runs_once()
    {
        var error = Should.Throw<LocalnetException>(() => InstanceFolder.Take(instance.Home, instance.Name));

        error.Message.ShouldContain("already running");
    }

    [Fact]
    public void A_missing_program_is_named_with_the_command_that_installs_it()
    {
        var tool = new Tool("no-such-program", ["/nowhere"], "apt-get install -y no-such-package");

        var error = Should.Throw<LocalnetException>(tool.Find);

        error.Message.ShouldContain("'no-such-program' was not found");
        error.Message.ShouldContain("apt-get install -y no-such-package");
    }

    [Fact]
    public async Task A_server_that_ends_while_starting_shows_the_end_of_its_log()
    {
        await using var server = new FailingServer(instance.Folder);

        var error = await Should.ThrowAsync<LocalnetException>(() => server.StartAsync());

        error.Message.ShouldContain("ended with 3 while starting");
        error.Message.ShouldContain("no such option");
    }

    private ChildCommand Sleep(string name) => new(name, "sleep", ["60"], instance.Folder.Log(name));

    private sealed class FailingServer(InstanceFolder folder) : PrivateServer("failing", TimeProvider.System)
    {
        protected override Task<IServerRun> LaunchAsync(CancellationToken stop) =>
            Task.FromResult<IServerRun>(
                ChildProcess.Start(
                    new ChildCommand(Name, "/bin/sh", ["-c", "echo no such option; exit 3"], folder.Log(Name))
                )
            );

        protected override Task<bool> AnswersAsync(CancellationToken stop) => Task.FromResult(false);
    }
}
