using System.Numerics;
using QLStake.Evm.Abi.Schema;

namespace QLStake.Tests.Abi;

/// <summary>Random types and values of them, the same for the same seed.</summary>
internal sealed class RandomAbi(int seed)
{
    private const int MaxDepth = 3;

    private readonly Random _random = new(seed);

    public IReadOnlyList<AbiType> Types() => [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Type(0))];

    public object[] Values(IEnumerable<AbiType> types) => [.. types.Select(Value)];

    private AbiType Type(int depth) =>
        _random.Next(depth == MaxDepth ? 7 : 10) switch
        {
            0 => AbiType.UnsignedNumber(8 * _random.Next(1, 33)),
            1 => AbiType.SignedNumber(8 * _random.Next(1, 33)),
            2 => AbiType.Address,
            3 => AbiType.Bool,
            4 => AbiType.FixedBytes(_random.Next(1, 33)),
            5 => AbiType.Bytes,
            6 => AbiType.Text,
            7 => AbiType.Array(Type(depth + 1)),
            8 => AbiType.FixedArray(Type(depth + 1), _random.Next(1, 4)),
            _ => AbiType.Tuple([
                .. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new AbiField("", Type(depth + 1))),
            ]),
        };

    private object Value(AbiType type) =>
        type.Kind switch
        {
            AbiKind.UnsignedNumber => new BigInteger(Bytes(_random.Next(1, (type.Size / 8) + 1)), isUnsigned: true),
            AbiKind.SignedNumber => new BigInteger(Bytes(_random.Next(1, (type.Size / 8) + 1))),
            AbiKind.Address => Address.FromSpan(Bytes(20)),
            AbiKind.Bool => _random.Next(2) == 1,
            AbiKind.FixedBytes => Bytes(type.Size),
            AbiKind.Bytes => Bytes(_random.Next(70)),
            AbiKind.Text => string.Concat(
                Enumerable.Range(0, _random.Next(70)).Select(_ => (char)_random.Next('a', 'z' + 1))
            ),
            AbiKind.Array => Repeat(type.Element!, _random.Next(4)),
            AbiKind.FixedArray => Repeat(type.Element!, type.Size),
            _ => Values(type.Fields.Select(field => field.Type)),
        };

    private object[] Repeat(AbiType type, int count) => Values(Enumerable.Repeat(type, count));

    private byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }
}
