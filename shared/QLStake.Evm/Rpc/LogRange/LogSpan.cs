namespace QLStake.Evm;

/// <summary>
/// How many blocks to ask logs for at once: halved when refused, doubled after a run of answers. A doubling that is refused makes
/// the next one wait twice as long, so that a fixed cap costs ever fewer refusals; one that is answered forgets that.
/// </summary>
/// <param name="Blocks">What to ask for now.</param>
/// <param name="Max">What never to exceed.</param>
/// <param name="Run">Answers in a row that allow a doubling.</param>
/// <param name="Answers">Answers in a row so far.</param>
/// <param name="JustDoubled">Whether no answer has confirmed the last doubling yet.</param>
internal readonly record struct LogSpan(ulong Blocks, ulong Max, int Run, int Answers, bool JustDoubled)
{
    private const int FirstRun = 4;
    private const int LongestRun = 1024;

    public static LogSpan StartingAt(ulong max) => new(max, max, FirstRun, 0, false);

    /// <summary>After an answer for a full span; a shorter one says nothing about the limit.</summary>
    public LogSpan Answered(ulong asked)
    {
        if (asked < Blocks)
            return this;
        var confirmed = this with { Run = JustDoubled ? FirstRun : Run, Answers = Answers + 1, JustDoubled = false };
        return Blocks == Max ? confirmed with { Answers = 0 }
            : confirmed.Answers < confirmed.Run ? confirmed
            : confirmed with { Blocks = Blocks <= Max / 2 ? Blocks * 2 : Max, Answers = 0, JustDoubled = true };
    }

    /// <summary>After a refusal of a span of more than one block.</summary>
    public LogSpan Refused(ulong asked) =>
        this with
        {
            Blocks = Math.Max(1, Math.Min(asked, Blocks) / 2),
            Run = JustDoubled ? Math.Min(LongestRun, Run * 2) : Run,
            Answers = 0,
            JustDoubled = false,
        };
}
