using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>Tells OpenAPI how ids and amounts are written: as text, since they do not fit a JSON number.</summary>
internal static class TextSchemas
{
    private static readonly (string Pattern, string Description, Type[] Types)[] Known =
    [
        ("^0x[0-9a-f]{64}$", "32 bytes", [typeof(B256), typeof(StakeId), typeof(MessageId)]),
        ("^0x[0-9a-fA-F]{40}$", "An address, EIP-55", [typeof(Address)]),
        (
            "^[0-9]+$",
            "A whole number in the smallest unit",
            [typeof(U256), typeof(Assets), typeof(Shares), typeof(Wei)]
        ),
        ("^[0-9]+$", "CCIP's chain selector, never the chain id", [typeof(ChainSelector)]),
    ];

    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        foreach (var (pattern, description, types) in Known)
            if (types.Contains(type))
                (schema.Type, schema.Pattern, schema.Description) = (JsonSchemaType.String, pattern, description);
        return Task.CompletedTask;
    }

    public static Task Title(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new()
        {
            Title = "QL-Stake",
            Version = "v1",
            Description =
                "Where is my stake, and why am I waiting? Ids and amounts are text; errors are problem details (RFC 9457).",
        };
        return Task.CompletedTask;
    }
}
