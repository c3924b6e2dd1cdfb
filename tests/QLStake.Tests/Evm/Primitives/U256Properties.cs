using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Shouldly;

namespace QLStake.Tests.Evm.Primitives;

/// <summary>U256 computes as BigInteger does, and throws where that leaves 0 … 2^256-1.</summary>
[Properties(Arbitrary = [typeof(Numbers)], MaxTest = 5_000)]
public class U256Properties
{
    private static readonly BigInteger Limit = BigInteger.One << 256;

    [Property]
    public void Sums_are_the_same(U256 a, U256 b) => ShouldAgree(() => a + b, (BigInteger)a + b);

    [Property]
    public void Differences_are_the_same(U256 a, U256 b) => ShouldAgree(() => a - b, (BigInteger)a - b);

    [Property]
    public void Products_are_the_same(U256 a, U256 b) => ShouldAgree(() => a * b, (BigInteger)a * b);

    [Property]
    public void Quotients_and_remainders_are_the_same(U256 a, U256 b)
    {
        if (!b.IsZero)
        {
            ShouldAgree(() => a / b, (BigInteger)a / b);
            ShouldAgree(() => a % b, (BigInteger)a % b);
        }
    }

    [Property]
    public void Scaled_amounts_are_the_same_in_both_roundings(U256 a, U256 b, U256 divisor)
    {
        if (!divisor.IsZero)
        {
            var (quotient, remainder) = BigInteger.DivRem((BigInteger)a * b, divisor);
            ShouldAgree(() => U256.MulDivDown(a, b, divisor), quotient);
            ShouldAgree(() => U256.MulDivUp(a, b, divisor), remainder.IsZero ? quotient : quotient + 1);
        }
    }

    [Property]
    public void Shifts_are_the_same(U256 a, byte count)
    {
        ShouldAgree(() => a << count, ((BigInteger)a << count) % Limit);
        ShouldAgree(() => a >> count, (BigInteger)a >> count);
        (a << (256 + count)).ShouldBe(U256.Zero);
        (a >> (256 + count)).ShouldBe(U256.Zero);
    }

    [Property]
    public void Bits_are_the_same(U256 a, U256 b)
    {
        ShouldAgree(() => a & b, (BigInteger)a & b);
        ShouldAgree(() => a | b, (BigInteger)a | b);
        ShouldAgree(() => a ^ b, (BigInteger)a ^ b);
        ShouldAgree(() => ~a, Limit - 1 - a);
        ((long)a.BitLength).ShouldBe(((BigInteger)a).GetBitLength());
    }

    [Property]
    public void Order_is_the_same(U256 a, U256 b)
    {
        a.CompareTo(b).ShouldBe(((BigInteger)a).CompareTo(b));
        (a < b).ShouldBe((BigInteger)a < b);
        (a >= b).ShouldBe((BigInteger)a >= b);
        (a == b).ShouldBe((BigInteger)a == b);
        U256.Min(a, b).ShouldBe(a < b ? a : b);
        U256.Max(a, b).ShouldBe(a < b ? b : a);
    }

    [Property]
    public void Text_is_the_same_and_reads_back(U256 a)
    {
        a.ToString().ShouldBe(((BigInteger)a).ToString(System.Globalization.CultureInfo.InvariantCulture));
        U256.Parse(a.ToString()).ShouldBe(a);
        U256.Parse(a.ToHexQuantity()).ShouldBe(a);
        U256.Parse(a.ToB256().ToString()).ShouldBe(a);
        U256.FromB256(a.ToB256()).ShouldBe(a);
    }

    private static void ShouldAgree(Func<U256> compute, BigInteger expected)
    {
        if (expected.Sign < 0 || expected >= Limit)
        {
            Should.Throw<OverflowException>(() => compute());
        }
        else
        {
            ((BigInteger)compute()).ShouldBe(expected);
        }
    }

    /// <summary>Numbers of every length, with many limbs of all zeros or all ones, where carries go wrong.</summary>
    public static class Numbers
    {
        public static Arbitrary<U256> Any()
        {
            var digit = Gen.Choose(int.MinValue, int.MaxValue).Select(bits => unchecked((uint)bits));
            var special = Gen.Elements(0u, 1u, uint.MaxValue, uint.MaxValue - 1, 0x8000_0000u, 0x7fff_ffffu);
            return Gen.OneOf(digit, special)
                .ListOf(8)
                .SelectMany(digits => Gen.Choose(0, 256).Select(shift => Join(digits) >> shift))
                .ToArbitrary();
        }

        private static U256 Join(IEnumerable<uint> digits) =>
            digits.Aggregate(U256.Zero, (number, digit) => (number << 32) | (ulong)digit);
    }
}
