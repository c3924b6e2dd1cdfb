using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;

namespace QLStake.Protocol.Ccip;

/// <summary>The bytes of the reports that a DON transmits to the OffRamp.</summary>
public static class CcipReports
{
    /// <summary>For <c>commit</c>: <c>abi.encode(CommitReport)</c>.</summary>
    public static byte[] Encode(ReportCodec.CommitReport report) => report.Encode();

    /// <summary>For <c>execute</c>: <c>abi.encode(ExecutionReport[])</c>.</summary>
    public static byte[] Encode(IReadOnlyList<OffRamp.ExecutionReport> reports)
    {
        var writer = new AbiWriter(AbiWord.Size);
        var array = writer.BeginArray(reports.Count, AbiWord.Size);
        foreach (var report in reports)
        {
            var tuple = writer.BeginTuple(OffRamp.ExecutionReport.HeadSize);
            report.Write(ref writer);
            writer.End(tuple);
        }
        writer.End(array);
        return writer.Finish();
    }
}
