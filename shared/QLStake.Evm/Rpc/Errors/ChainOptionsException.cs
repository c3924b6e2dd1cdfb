namespace QLStake.Evm;

/// <summary>A chain's configuration is wrong.</summary>
public sealed class ChainOptionsException : Exception
{
    private ChainOptionsException(IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>One line per wrong setting, with its configuration key.</summary>
    public IReadOnlyList<string> Problems { get; }

    internal static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
            throw new ChainOptionsException(problems);
    }
}
