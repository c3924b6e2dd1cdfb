namespace QLStake;

public readonly partial struct U256
{
    /// <summary>Quotient, rounded down, and remainder.</summary>
    /// <exception cref="DivideByZeroException"/>
    public static (U256 Quotient, U256 Remainder) DivRem(U256 left, U256 right)
    {
        if ((left._l1 | left._l2 | left._l3 | right._l1 | right._l2 | right._l3) == 0)
        {
            var (quotient, remainder) = Math.DivRem(left._l0, right._l0);
            return (quotient, remainder);
        }
        Span<ulong> dividend = stackalloc ulong[Limbs];
        left.CopyLimbsTo(dividend);
        var rest = WideMath.Divide(dividend, right);
        return (FromWide(dividend, out _), rest);
    }

    /// <summary>left · right / divisor, rounded down, with a 512-bit product in between.</summary>
    /// <exception cref="DivideByZeroException"/>
    /// <exception cref="OverflowException">The result is 2^256 or more.</exception>
    public static U256 MulDivDown(U256 left, U256 right, U256 divisor) => MulDiv(left, right, divisor).Quotient;

    /// <summary>left · right / divisor, rounded up, with a 512-bit product in between.</summary>
    /// <exception cref="DivideByZeroException"/>
    /// <exception cref="OverflowException">The result is 2^256 or more.</exception>
    public static U256 MulDivUp(U256 left, U256 right, U256 divisor)
    {
        var (quotient, remainder) = MulDiv(left, right, divisor);
        return remainder.IsZero ? quotient : quotient + One;
    }

    private static (U256 Quotient, U256 Remainder) MulDiv(U256 left, U256 right, U256 divisor)
    {
        Span<ulong> product = stackalloc ulong[2 * Limbs];
        WideMath.Multiply(left, right, product);
        var remainder = WideMath.Divide(product, divisor);
        return FromWide(product, out var fits) is var quotient && fits
            ? (quotient, remainder)
            : throw new OverflowException($"{left} * {right} / {divisor} does not fit into 256 bits.");
    }

    private static U256 FromWide(ReadOnlySpan<ulong> limbs, out bool fits)
    {
        fits = !limbs[Limbs..].ContainsAnyExcept(0UL);
        return new(limbs[3], limbs[2], limbs[1], limbs[0]);
    }

    /// <summary>Schoolbook multiplication and division on little-endian limbs.</summary>
    private static class WideMath
    {
        public static void Multiply(U256 left, U256 right, Span<ulong> product)
        {
            Span<ulong> a = stackalloc ulong[Limbs];
            Span<ulong> b = stackalloc ulong[Limbs];
            left.CopyLimbsTo(a);
            right.CopyLimbsTo(b);
            product.Clear();
            for (var i = 0; i < Limbs; i++)
            {
                var carry = UInt128.Zero;
                for (var j = 0; j < Limbs; j++)
                {
                    // (2^64-1)^2 + 2(2^64-1) = 2^128-1: the accumulation cannot overflow.
                    carry += ((UInt128)a[i] * b[j]) + product[i + j];
                    product[i + j] = unchecked((ulong)carry);
                    carry >>= 64;
                }
                product[i + Limbs] = (ulong)carry;
            }
        }

        /// <summary>Replaces <paramref name="dividend"/> by its quotient and returns the remainder (Knuth, TAOCP 4.3.1 D).</summary>
        public static U256 Divide(Span<ulong> dividend, U256 divisor)
        {
            if (divisor.IsZero)
            {
                throw new DivideByZeroException("Expected a divisor above zero, found 0.");
            }
            // 32-bit digits: then a quotient digit comes from one native 64-bit division.
            var shift = 31 - ((divisor.BitLength - 1) % 32);
            Span<uint> v = stackalloc uint[2 * Limbs];
            ToDigits((divisor << shift), v);
            v = v[..((divisor.BitLength + 31) / 32)];
            Span<uint> u = stackalloc uint[(4 * Limbs) + 1];
            u = u[..((2 * dividend.Length) + 1)];
            ShiftIntoDigits(dividend, shift, u);
            dividend.Clear();
            for (var j = u.Length - 1 - v.Length; j >= 0; j--)
            {
                var digit =
                    v.Length == 1 ? DivideByDigit(u.Slice(j, 2), v[0]) : DivideStep(u.Slice(j, v.Length + 1), v);
                if (j / 2 < dividend.Length)
                {
                    dividend[j / 2] |= (ulong)digit << (32 * (j % 2));
                }
            }
            return FromDigits(u[..v.Length]) >> shift;
        }

        private static uint DivideByDigit(Span<uint> u, uint v)
        {
            var (quotient, remainder) = Math.DivRem(((ulong)u[1] << 32) | u[0], (ulong)v);
            (u[0], u[1]) = ((uint)remainder, 0);
            return (uint)quotient;
        }

        private static uint DivideStep(Span<uint> u, ReadOnlySpan<uint> v)
        {
            var n = v.Length;
            var top = ((ulong)u[n] << 32) | u[n - 1];
            var (guess, rest) = Math.DivRem(top, (ulong)v[n - 1]);
            while (guess > uint.MaxValue || (rest <= uint.MaxValue && guess * v[n - 2] > ((rest << 32) | u[n - 2])))
            {
                guess--;
                rest += v[n - 1];
                if (rest > uint.MaxValue)
                {
                    break;
                }
            }
            return SubtractProduct(u, v, (uint)guess) ? AddBack(u, v, (uint)guess) : (uint)guess;
        }

        private static bool SubtractProduct(Span<uint> u, ReadOnlySpan<uint> v, uint factor)
        {
            unchecked
            {
                ulong carry = 0;
                for (var i = 0; i < v.Length; i++)
                {
                    carry += (ulong)factor * v[i];
                    var digit = (uint)carry;
                    carry >>= 32;
                    carry += u[i] < digit ? 1u : 0;
                    u[i] -= digit;
                }
                var negative = u[v.Length] < carry;
                u[v.Length] -= (uint)carry;
                return negative;
            }
        }

        private static uint AddBack(Span<uint> u, ReadOnlySpan<uint> v, uint guess)
        {
            unchecked
            {
                ulong carry = 0;
                for (var i = 0; i < v.Length; i++)
                {
                    carry += (ulong)u[i] + v[i];
                    u[i] = (uint)carry;
                    carry >>= 32;
                }
                u[v.Length] += (uint)carry;
                return guess - 1;
            }
        }

        private static void ToDigits(U256 value, Span<uint> digits)
        {
            Span<ulong> limbs = stackalloc ulong[Limbs];
            value.CopyLimbsTo(limbs);
            for (var i = 0; i < digits.Length; i++)
            {
                digits[i] = unchecked((uint)(limbs[i / 2] >> (32 * (i % 2))));
            }
        }

        private static void ShiftIntoDigits(ReadOnlySpan<ulong> limbs, int shift, Span<uint> digits)
        {
            ulong carry = 0;
            for (var i = 0; i < 2 * limbs.Length; i++)
            {
                var shifted = ((ulong)unchecked((uint)(limbs[i / 2] >> (32 * (i % 2)))) << shift) | carry;
                digits[i] = unchecked((uint)shifted);
                carry = shifted >> 32;
            }
            digits[2 * limbs.Length] = (uint)carry;
        }

        private static U256 FromDigits(ReadOnlySpan<uint> digits)
        {
            Span<ulong> limbs = stackalloc ulong[Limbs];
            limbs.Clear();
            for (var i = 0; i < digits.Length; i++)
            {
                limbs[i / 2] |= (ulong)digits[i] << (32 * (i % 2));
            }
            return new(limbs[3], limbs[2], limbs[1], limbs[0]);
        }
    }
}
