namespace QLStake.Cli;

/// <summary>A part of a passport does not say what it must.</summary>
public sealed class PassportException(string message) : Exception(message);

/// <summary>What parts of a passport must agree on.</summary>
internal static class Expect
{
    /// <exception cref="PassportException">They do not.</exception>
    public static void That<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
        {
            throw new PassportException($"Expected {what} {expected}, found {found}.");
        }
    }
}
