namespace QLStake.Evm;

/// <summary>
/// How many blocks to ask logs for at once: halved when refused, doubled after a run of answers. A doubling that is refused makes
/// the next one wait twice as long, so that a fixed cap costs ever fewer refusals.
/// </summary>
internal readonly record struct LogSpan(ulong Blocks, ulong Max, int AnswersToGrow, int Answers)
{
    private const int FirstRun = 4;
    private const int LongestRun = 1024;

    public static LogSpan StartingAt(ulong max) => new(max, max, FirstRun, 0);

    /// <summary>After an answer for a full span; a shorter one says nothing about the limit.</summary>
    public LogSpan Answered(ulong asked) =>
        asked < Blocks || Blocks == Max ? this
        : Answers + 1 < AnswersToGrow ? this with { Answers = Answers + 1 }
        : this with { Blocks = Blocks <= Max / 2 ? Blocks * 2 : Max, Answers = 0 };

    /// <summary>After a refusal of a span of more than one block.</summary>
    public LogSpan Refused(ulong asked) =>
        this with
        {
            Blocks = Math.Max(1, Math.Min(asked, Blocks) / 2),
            AnswersToGrow = Math.Min(LongestRun, AnswersToGrow * 2),
            Answers = 0,
        };
}
