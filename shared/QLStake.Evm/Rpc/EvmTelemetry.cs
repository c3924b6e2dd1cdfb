using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QLStake.Evm;

/// <summary>Traces and metrics of chain access; add the source and meter of this name to OpenTelemetry.</summary>
public static class EvmTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "QLStake.Evm";

    internal static readonly ActivitySource Source = new(Name);

    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "qlstake.rpc.duration",
        "s",
        "One exchange with one endpoint, by chain, method, endpoint host and outcome."
    );

    private static readonly Counter<long> s_retries = s_meter.CreateCounter<long>(
        "qlstake.rpc.retries",
        description: "Rounds over a chain's endpoints after the first, by chain."
    );

    internal static void Exchanged(
        string chain,
        string method,
        string host,
        RpcException? problem,
        TimeSpan took,
        Activity? activity
    )
    {
        var outcome = Outcome(problem);
        s_duration.Record(
            took.TotalSeconds,
            new("chain", chain),
            new("rpc.method", method),
            new("server.address", host),
            new("outcome", outcome)
        );
        if (problem is null)
            return;
        activity?.SetTag("error.type", outcome);
        activity?.SetStatus(ActivityStatusCode.Error, problem.Message);
    }

    internal static void Retried(string chain) => s_retries.Add(1, new KeyValuePair<string, object?>("chain", chain));

    internal static Activity? StartExchange(string chain, string method, string host, int questions)
    {
        var activity = Source.StartActivity(method, ActivityKind.Client);
        activity?.SetTag("rpc.system", "jsonrpc");
        activity?.SetTag("rpc.method", method);
        activity?.SetTag("server.address", host);
        activity?.SetTag("qlstake.chain", chain);
        activity?.SetTag("qlstake.rpc.questions", questions);
        return activity;
    }

    private static string Outcome(RpcException? problem) =>
        problem switch
        {
            null => "ok",
            CallRevertedException => "reverted",
            LimitExceededException => "limited",
            NotThereYetException => "not_there_yet",
            AnswerTooLargeException => "too_large",
            RpcErrorException => "refused",
            RpcMalformedException => "malformed",
            WrongChainException => "wrong_chain",
            _ => "unreachable",
        };
}
