using System.Numerics;

namespace QLStake;

public readonly partial struct U256 : IBitwiseOperators<U256, U256, U256>, IShiftOperators<U256, int, U256>
{
    /// <summary>Shifts as the EVM's SHL does: bits beyond the 256th are lost, 256 and more give zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static U256 operator <<(U256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (limbs, bits) = Math.DivRem(count, 64);
        var moved = limbs switch
        {
            0 => value,
            1 => new U256(value._l2, value._l1, value._l0, 0),
            2 => new U256(value._l1, value._l0, 0, 0),
            3 => new U256(value._l0, 0, 0, 0),
            _ => default,
        };
        return bits == 0
            ? moved
            : new(
                (moved._l3 << bits) | (moved._l2 >> (64 - bits)),
                (moved._l2 << bits) | (moved._l1 >> (64 - bits)),
                (moved._l1 << bits) | (moved._l0 >> (64 - bits)),
                moved._l0 << bits
            );
    }

    /// <summary>Shifts as the EVM's SHR does: 256 and more give zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A negative count.</exception>
    public static U256 operator >>(U256 value, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var (limbs, bits) = Math.DivRem(count, 64);
        var moved = limbs switch
        {
            0 => value,
            1 => new U256(0, value._l3, value._l2, value._l1),
            2 => new U256(0, 0, value._l3, value._l2),
            3 => new U256(0, 0, 0, value._l3),
            _ => default,
        };
        return bits == 0
            ? moved
            : new(
                moved._l3 >> bits,
                (moved._l2 >> bits) | (moved._l3 << (64 - bits)),
                (moved._l1 >> bits) | (moved._l2 << (64 - bits)),
                (moved._l0 >> bits) | (moved._l1 << (64 - bits))
            );
    }

    /// <summary>The same as <c>&gt;&gt;</c>: the value has no sign.</summary>
    public static U256 operator >>>(U256 value, int count) => value >> count;

    public static U256 operator &(U256 left, U256 right) =>
        new(left._l3 & right._l3, left._l2 & right._l2, left._l1 & right._l1, left._l0 & right._l0);

    public static U256 operator |(U256 left, U256 right) =>
        new(left._l3 | right._l3, left._l2 | right._l2, left._l1 | right._l1, left._l0 | right._l0);

    public static U256 operator ^(U256 left, U256 right) =>
        new(left._l3 ^ right._l3, left._l2 ^ right._l2, left._l1 ^ right._l1, left._l0 ^ right._l0);

    public static U256 operator ~(U256 value) => new(~value._l3, ~value._l2, ~value._l1, ~value._l0);
}
