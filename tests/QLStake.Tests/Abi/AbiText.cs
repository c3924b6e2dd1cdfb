using System.Globalization;
using System.Numerics;

namespace QLStake.Tests.Abi;

/// <summary>Decoded values as text, so that a failed comparison can be read.</summary>
internal static class AbiText
{
    public static string Of(object value) =>
        value switch
        {
            object[] values => $"[{string.Join(',', values.Select(Of))}]",
            byte[] bytes => Hex.Encode(bytes),
            bool truth => truth ? "true" : "false",
            BigInteger number => number.ToString(CultureInfo.InvariantCulture),
            Address address => Hex.Encode(address.AsSpan()),
            string text => $"\"{text}\"",
            _ => throw new ArgumentException(
                $"Expected a value the codec makes, found {value.GetType()}.",
                nameof(value)
            ),
        };
}
