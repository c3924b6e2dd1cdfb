using System.CommandLine;

namespace QLStake.Cli;

/// <summary><c>qls test</c>, for the list of commands: the script runs the tests, since they build this program too.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var fast = new Option<bool>("--fast") { Description = "Without the journeys over real servers." };
        var command = new Command("test", "Run all tests; the last line is 'N passed, N failed'.") { fast };
        command.SetAction(
            (Action<ParseResult>)(_ => throw new CliException("The tests are run by the script: ./qls test"))
        );
        return command;
    }
}
