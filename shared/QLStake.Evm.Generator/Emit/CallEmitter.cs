using QLStake.Evm.Generator.Model;

namespace QLStake.Evm.Generator.Emit;

/// <summary>A record for a function's call, and one for its results where there are several.</summary>
internal static class CallEmitter
{
    private const string Abi = "global::QLStake.Evm.Abi.";

    public static void Emit(CodeWriter code, string name, string? resultName, AbiEntry function)
    {
        var result = function.Outputs.Count switch
        {
            0 => null,
            1 => TypeText.CSharp(function.Outputs[0].Type),
            _ => resultName,
        };
        var call = new RecordEmitter(code, name, function.Inputs);
        call.Open($"Function {function.Signature}.", result is null ? $"{Abi}IAbiCall" : $"{Abi}IAbiCall<{result}>");
        Selector(code, function.Signature);
        call.Encode("Calldata: the selector and the encoded arguments.", "", ", Selector");
        call.Decode(
            "Decode",
            "Reads calldata, selector included.",
            $"{Abi}AbiSelector.Expect(Selector, Signature, data)"
        );
        if (result is not null)
        {
            DecodeResult(code, function, result);
        }
        _ = code.Close();
        if (resultName is not null)
        {
            Result(code, resultName, function);
        }
    }

    public static void EmitError(CodeWriter code, string name, AbiEntry error)
    {
        var record = new RecordEmitter(code, name, error.Inputs);
        record.Open($"Error {error.Signature}.", $"{Abi}IAbiError");
        Selector(code, error.Signature);
        record.Encode("Revert data: the selector and the encoded arguments.", "", ", Selector");
        record.Decode(
            "Decode",
            "Reads revert data, selector included.",
            $"{Abi}AbiSelector.Expect(Selector, Signature, data)"
        );
        _ = code.Close();
    }

    public static void EmitConstructor(CodeWriter code, AbiEntry constructor)
    {
        var record = new RecordEmitter(code, "Constructor", constructor.Inputs);
        record.Open("The constructor's arguments.", implements: "");
        record.Encode(
            "The data of a deployment: creation code and the encoded arguments behind it.",
            "global::System.ReadOnlySpan<byte> creationCode",
            ", creationCode"
        );
        _ = code.Close();
    }

    private static void Selector(CodeWriter code, string signature) =>
        _ = code.Line($"public const string Signature = {Identifier.Literal(signature)};")
            .Gap()
            .Line("/// <summary>The first four bytes of the signature's hash.</summary>")
            .Line($"public const uint Selector = {Identifier.Hex(Keccak256.Hash(signature), 4)};");

    private static void DecodeResult(CodeWriter code, AbiEntry function, string result)
    {
        _ = code.Gap()
            .Line("/// <summary>Reads what the function returned.</summary>")
            .Line($"/// <exception cref=\"{Abi}AbiException\">The bytes are something else.</exception>")
            .Open($"public static {result} DecodeResult(global::System.ReadOnlySpan<byte> data)");
        if (function.Outputs.Count > 1)
        {
            _ = code.Line($"return {result}.Decode(data);");
        }
        else
        {
            _ = code.Line($"var reader = new {Abi}AbiReader(data);");
            var value = new ReadEmitter(code).Read(function.Outputs[0].Type);
            _ = code.Line($"return {value};");
        }
        _ = code.Close()
            .Gap()
            .Line(
                $"{result} {Abi}IAbiCall<{result}>.ReadResult(global::System.ReadOnlySpan<byte> data) => DecodeResult(data);"
            );
    }

    private static void Result(CodeWriter code, string name, AbiEntry function)
    {
        var record = new RecordEmitter(code, name, function.Outputs, unnamed: "Value");
        record.Open($"Results of {function.Signature}.", implements: "");
        record.Encode("The bytes the function returns.", "", "");
        record.Decode("Decode", "Reads what the function returned.", "data");
        _ = code.Close();
    }
}
