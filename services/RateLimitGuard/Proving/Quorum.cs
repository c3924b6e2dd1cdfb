namespace QLStake.RateLimitGuard;

/// <summary>Makes one finding of several endpoints' findings. Failover never lowers the quorum.</summary>
internal static class Quorum
{
    /// <summary>
    /// An endpoint without an opinion does not count, neither for nor against. Two opinions that differ are a contradiction,
    /// whatever the number of endpoints behind each: one of them lies.
    /// </summary>
    /// <param name="findings">One for each endpoint, by its host.</param>
    /// <param name="needed">How many endpoints must agree.</param>
    public static Finding<T> Of<T>(string chain, IReadOnlyList<(string Host, Finding<T> Finding)> findings, int needed)
        where T : class
    {
        var opinions = findings.Where(each => each.Finding is not Finding<T>.NotYet).ToList();
        if (opinions.Select(each => Opinion(each.Finding)).Distinct().Count() > 1)
            return new Finding<T>.Contradiction(
                $"The endpoints of {chain} disagree: "
                    + string.Join("; ", opinions.Select(each => $"{each.Host} says {Words(each.Finding)}"))
            );
        if (opinions.Count < needed)
            return new Finding<T>.NotYet(
                string.Join(
                    "; ",
                    findings.Select(each => each.Finding).OfType<Finding<T>.NotYet>().Select(n => n.Missing).Distinct()
                ) + (needed > 1 ? $" ({opinions.Count} of {needed} endpoints of {chain} agree so far)" : "")
            );
        return opinions[0].Finding is Finding<T>.Seen seen
            ? seen with
            {
                Height = opinions.Min(each => ((Finding<T>.Seen)each.Finding).Height),
                Time = opinions.Min(each => ((Finding<T>.Seen)each.Finding).Time),
            }
            : opinions[0].Finding;
    }

    /// <summary>What two endpoints must have in common. Words differ with their heights.</summary>
    private static object Opinion<T>(Finding<T> finding)
        where T : class => finding is Finding<T>.Seen seen ? seen.What : finding.GetType();

    private static string Words<T>(Finding<T> finding)
        where T : class =>
        finding switch
        {
            Finding<T>.Seen seen => $"{seen.What} at block {seen.Height}",
            Finding<T>.Absent absent => $"no such lock ({absent.Found})",
            Finding<T>.Contradiction contradiction => contradiction.What,
            _ => "nothing",
        };
}
