using QLStake.Evm;

namespace QLStake.Cli;

/// <summary>What became of checking one part of a passport.</summary>
/// <param name="Part">Its name in the file.</param>
/// <param name="Says">What it proves, or what is wrong with it.</param>
public sealed record PassportVerdict(string Part, bool Holds, string Says);

/// <summary>
/// Checks a passport by itself: no chain, no database, no clock. Each part is checked on its own, against what other parts
/// claim, so that one that is wrong is named.
/// </summary>
public static class PassportVerifier
{
    public static IReadOnlyList<PassportVerdict> Verify(Passport passport) =>
        [
            Check("item", () => OurParts.Item(passport)),
            Check("root", () => OurParts.Root(passport)),
            Check("lock", () => ReceiptParts.Lock(passport)),
            Check("sending", () => ReceiptParts.Sending(passport)),
            Check("ccip", () => ReceiptParts.Ccip(passport)),
            Check("commit", () => ReceiptParts.Commit(passport)),
            Check("arrival", () => ReceiptParts.Arrival(passport)),
            Check("approvals", () => OurParts.Approvals(passport)),
            Check("mint", () => ReceiptParts.Mint(passport)),
            Check("events", () => OurParts.Events(passport)),
        ];

    private static PassportVerdict Check(string part, Func<string> check)
    {
        try
        {
            return new(part, true, check());
        }
        catch (Exception error)
            when (error
                    is EvmDataException
                        or PassportException
                        or ArgumentException
                        or FormatException
                        or OverflowException
            )
        {
            return new(part, false, error.Message);
        }
    }
}
