using System.Numerics;

namespace QLStake;

public readonly partial struct U256
    : IAdditionOperators<U256, U256, U256>,
        ISubtractionOperators<U256, U256, U256>,
        IMultiplyOperators<U256, U256, U256>,
        IDivisionOperators<U256, U256, U256>,
        IModulusOperators<U256, U256, U256>,
        IComparisonOperators<U256, U256, bool>,
        IAdditiveIdentity<U256, U256>,
        IMultiplicativeIdentity<U256, U256>,
        IMinMaxValue<U256>
{
    public static U256 MinValue => default;

    static U256 IAdditiveIdentity<U256, U256>.AdditiveIdentity => default;

    static U256 IMultiplicativeIdentity<U256, U256>.MultiplicativeIdentity => One;

    /// <exception cref="OverflowException">The sum is 2^256 or more.</exception>
    public static U256 operator +(U256 left, U256 right)
    {
        var l0 = AddWithCarry(left._l0, right._l0, 0, out var carry);
        var l1 = AddWithCarry(left._l1, right._l1, carry, out carry);
        var l2 = AddWithCarry(left._l2, right._l2, carry, out carry);
        var l3 = AddWithCarry(left._l3, right._l3, carry, out carry);
        return carry == 0 ? new(l3, l2, l1, l0) : throw Overflow(left, '+', right);
    }

    /// <exception cref="OverflowException">The difference is below zero.</exception>
    public static U256 operator -(U256 left, U256 right)
    {
        var l0 = SubtractWithBorrow(left._l0, right._l0, 0, out var borrow);
        var l1 = SubtractWithBorrow(left._l1, right._l1, borrow, out borrow);
        var l2 = SubtractWithBorrow(left._l2, right._l2, borrow, out borrow);
        var l3 = SubtractWithBorrow(left._l3, right._l3, borrow, out borrow);
        return borrow == 0
            ? new(l3, l2, l1, l0)
            : throw new OverflowException($"{left} - {right} is below zero: an amount cannot be negative.");
    }

    /// <exception cref="OverflowException">The product is 2^256 or more.</exception>
    public static U256 operator *(U256 left, U256 right)
    {
        Span<ulong> product = stackalloc ulong[2 * Limbs];
        WideMath.Multiply(left, right, product);
        return FromWide(product, out var fits) is var value && fits ? value : throw Overflow(left, '*', right);
    }

    /// <exception cref="DivideByZeroException"/>
    public static U256 operator /(U256 left, U256 right) => DivRem(left, right).Quotient;

    /// <exception cref="DivideByZeroException"/>
    public static U256 operator %(U256 left, U256 right) => DivRem(left, right).Remainder;

    public static bool operator ==(U256 left, U256 right) => left.Equals(right);

    public static bool operator !=(U256 left, U256 right) => !left.Equals(right);

    public static bool operator <(U256 left, U256 right) => left.CompareTo(right) < 0;

    public static bool operator <=(U256 left, U256 right) => left.CompareTo(right) <= 0;

    public static bool operator >(U256 left, U256 right) => left.CompareTo(right) > 0;

    public static bool operator >=(U256 left, U256 right) => left.CompareTo(right) >= 0;

    private static ulong AddWithCarry(ulong left, ulong right, ulong carryIn, out ulong carry)
    {
        unchecked
        {
            var partial = left + right;
            var sum = partial + carryIn;
            carry = (partial < left ? 1UL : 0) | (sum < partial ? 1UL : 0);
            return sum;
        }
    }

    private static ulong SubtractWithBorrow(ulong left, ulong right, ulong borrowIn, out ulong borrow)
    {
        unchecked
        {
            var partial = left - right;
            var difference = partial - borrowIn;
            borrow = (left < right ? 1UL : 0) | (partial < borrowIn ? 1UL : 0);
            return difference;
        }
    }

    private static OverflowException Overflow(U256 left, char operation, U256 right) =>
        new($"{left} {operation} {right} does not fit into 256 bits.");
}
