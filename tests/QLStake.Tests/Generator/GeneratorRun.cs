using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using QLStake.Evm.Generator;

namespace QLStake.Tests.Generator;

/// <summary>Runs the generator as the compiler does, over ABI files given as text.</summary>
internal sealed class GeneratorRun
{
    private readonly CSharpCompilation _empty = CSharpCompilation.Create(
        "Generated",
        references: References(),
        options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, checkOverflow: true)
    );

    private GeneratorDriver _driver = CSharpGeneratorDriver.Create(
        [new BindingsGenerator().AsSourceGenerator()],
        optionsProvider: new Options(),
        driverOptions: new GeneratorDriverOptions(
            IncrementalGeneratorOutputKind.None,
            trackIncrementalGeneratorSteps: true
        )
    );

    private readonly Dictionary<string, AdditionalText> _files;

    public GeneratorRun(params (string File, string Json)[] abis)
    {
        _files = abis.ToDictionary(abi => abi.File, AdditionalText (abi) => new Text(abi.File, abi.Json));
        _driver = _driver.AddAdditionalTexts([.. _files.Values]);
    }

    public GeneratorDriverRunResult Run()
    {
        _driver = _driver.RunGenerators(_empty);
        return _driver.GetRunResult();
    }

    public void Replace(string file, string json)
    {
        var changed = new Text(file, json);
        _driver = _driver.ReplaceAdditionalText(_files[file], changed);
        _files[file] = changed;
    }

    /// <summary>What the compiler says about the generated code, warnings included.</summary>
    public ImmutableArray<Diagnostic> Compile() =>
        _empty
            .AddSyntaxTrees(Run().GeneratedTrees)
            .GetDiagnostics()
            .RemoveAll(diagnostic => diagnostic.Severity == DiagnosticSeverity.Hidden);

    // Every assembly that this test process may load: the framework's, and the library the generated code calls.
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(content, Encoding.UTF8);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
            new Values(
                new()
                {
                    ["build_metadata.AdditionalFiles.QLStakeAbi"] = textFile.Path.EndsWith(
                        ".json",
                        StringComparison.Ordinal
                    )
                        ? "true"
                        : "",
                    ["build_metadata.AdditionalFiles.QLStakeAbiNamespace"] = "Test.Bindings",
                }
            );
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value) => values.TryGetValue(key, out value!);
    }
}
