using System;
using System.IO;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using QLStake.Evm.Generator.Emit;
using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator;

/// <summary>
/// Writes one static class for each ABI file that the project lists as
/// <c>&lt;AdditionalFiles Include="X.json" QLStakeAbi="true" /&gt;</c>: records for the contract's events, errors, functions
/// and structs, with their codecs. The class is named after the file, or by <c>QLStakeAbiClass</c>; its namespace is
/// <c>QLStakeAbiNamespace</c>, or the project's root namespace.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class BindingsGenerator : IIncrementalGenerator
{
    private const string Metadata = "build_metadata.AdditionalFiles.";

    private static readonly DiagnosticDescriptor Unreadable = new(
        "QLS0001",
        "ABI file cannot be read",
        "{0}: {1}",
        "QLStake.Evm.Generator",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true
    );

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context
            .AdditionalTextsProvider.Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancel) => Select(pair.Left, pair.Right, cancel))
            .Where(file => file is not null);
        context.RegisterSourceOutput(files, (output, file) => Write(output, file!));
    }

    private static AbiFile? Select(
        AdditionalText text,
        AnalyzerConfigOptionsProvider provider,
        System.Threading.CancellationToken cancel
    )
    {
        var options = provider.GetOptions(text);
        if (!options.TryGetValue(Metadata + "QLStakeAbi", out var wanted) || wanted != "true")
        {
            return null;
        }
        var name = Value(options, Metadata + "QLStakeAbiClass") ?? Path.GetFileNameWithoutExtension(text.Path);
        return new AbiFile(
            Path.GetFileName(text.Path),
            Value(options, Metadata + "QLStakeAbiNamespace")
                ?? Value(provider.GlobalOptions, "build_property.RootNamespace")
                ?? "QLStake.Bindings",
            Identifier.Pascal(name),
            text.GetText(cancel)?.ToString() ?? ""
        );
    }

    private static void Write(SourceProductionContext output, AbiFile file)
    {
        try
        {
            var contract = AbiParser.Parse(file.Text);
            output.AddSource(
                $"{file.Namespace}.{file.ClassName}.g.cs",
                ContractEmitter.Emit(file.Name, file.Namespace, file.ClassName, contract)
            );
        }
        catch (FormatException e)
        {
            output.ReportDiagnostic(Diagnostic.Create(Unreadable, Location.None, file.Name, e.Message));
        }
    }

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    /// <summary>All that the output depends on, compared by value, so that an unchanged file costs nothing.</summary>
    private sealed record AbiFile(string Name, string Namespace, string ClassName, string Text);
}
