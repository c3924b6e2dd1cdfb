using Microsoft.CodeAnalysis;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Generator;

public sealed class BindingsGeneratorTests
{
    private const string Folder = "tests/QLStake.Tests/Generator/";

    [Fact]
    public void The_emitted_text_is_the_committed_one()
    {
        var run = new GeneratorRun(("Showcase.json", RepositoryFiles.ReadText(Folder + "Showcase.json")));
        var source = run.Run().Results.ShouldHaveSingleItem().GeneratedSources.ShouldHaveSingleItem();
        source.HintName.ShouldBe("Test.Bindings.Showcase.g.cs");
        Snapshot.ShouldMatch(source.SourceText.ToString(), Folder + "Showcase.expected.txt");
    }

    [Fact]
    public void The_emitted_text_compiles_without_a_warning() =>
        new GeneratorRun(("Showcase.json", RepositoryFiles.ReadText(Folder + "Showcase.json")))
            .Compile()
            .ShouldBeEmpty();

    [Theory]
    [InlineData("{", "character 1")]
    [InlineData("{}", "list of ABI entries")]
    [InlineData("[{\"type\":\"event\",\"name\":\"E\",\"inputs\":[{\"name\":\"a\",\"type\":\"uint7\"}]}]", "uint7")]
    [InlineData("[{\"type\":\"event\",\"name\":\"E\",\"inputs\":[{\"name\":\"a\",\"type\":\"tuple\"}]}]", "tuple")]
    [InlineData("[{\"type\":\"event\",\"name\":\"E\",\"inputs\":[{\"name\":\"a\"}]}]", "type")]
    public void A_file_that_is_no_ABI_is_an_error_that_names_it(string json, string reason)
    {
        var result = new GeneratorRun(("Broken.json", json)).Run();
        result.GeneratedTrees.ShouldBeEmpty();
        var error = result.Diagnostics.ShouldHaveSingleItem();
        error.Severity.ShouldBe(DiagnosticSeverity.Error);
        error.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldStartWith("Broken.json");
        error.GetMessage(System.Globalization.CultureInfo.InvariantCulture).ShouldContain(reason);
    }

    [Fact]
    public void A_name_that_would_break_out_of_the_code_is_escaped()
    {
        const string Json = """
            [{"type":"event","name":"A\"; } class Evil { // <b>&","inputs":[{"name":"x\"y","type":"bool","indexed":false}]},
             {"type":"error","name":"été$","inputs":[{"name":"1st","type":"bool"}]}]
            """;
        new GeneratorRun(("2 odd-name.json", Json)).Compile().ShouldBeEmpty();
    }

    [Fact]
    public void A_file_that_is_not_marked_is_left_alone() =>
        new GeneratorRun(("readme.txt", "[]")).Run().GeneratedTrees.ShouldBeEmpty();

    [Fact]
    public void Only_a_changed_file_is_generated_again()
    {
        const string Abi = """[{"type":"event","name":"E","inputs":[]}]""";
        var run = new GeneratorRun(("A.json", Abi), ("B.json", Abi));
        _ = run.Run();
        run.Replace("B.json", """[{"type":"event","name":"F","inputs":[]}]""");
        var reasons = run.Run()
            .Results.ShouldHaveSingleItem()
            .TrackedOutputSteps.Values.SelectMany(steps => steps)
            .SelectMany(step => step.Outputs)
            .Select(output => output.Reason)
            .ToList();
        reasons.ShouldContain(IncrementalStepRunReason.Cached);
        reasons.ShouldContain(IncrementalStepRunReason.Modified);
    }
}
