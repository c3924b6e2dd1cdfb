using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Don;

/// <summary>
/// Reports as OffRamp 1.6 takes them (MultiOCR3Base): commits signed by F + 1 of the signers over
/// keccak(keccak(report) ‖ context), without an EIP-191 prefix; executions carry no signatures.
/// </summary>
internal static class OcrReport
{
    /// <summary>F + 1 with F = 1.</summary>
    private const int Signatures = 2;

    public static readonly B256 CommitDigest = Keccak.Hash("QL-Stake localnet commit DON"u8);
    public static readonly B256 ExecutionDigest = Keccak.Hash("QL-Stake localnet execution DON"u8);

    public static OffRamp.CommitCall Commit(ReportCodec.MerkleRoot root, ulong sequence)
    {
        var report = new ReportCodec.CommitReport(new ReportCodec.PriceUpdates([], []), [], [root], []).Encode();
        var context = Context(CommitDigest, sequence);
        B256[] signed = [Keccak.Hash(report), .. context];
        var digest = Keccak.Hash(signed.SelectMany(word => word.ToArray()).ToArray());
        var signatures = DevelopmentAccount
            .DonSigners.Take(Signatures)
            .Select(signer => signer.Key.Sign(digest))
            .ToList();
        var parities = new byte[B256.Size];
        for (var i = 0; i < signatures.Count; i++)
        {
            parities[i] = signatures[i].YParity ? (byte)1 : (byte)0;
        }

        return new OffRamp.CommitCall(
            context,
            report,
            [.. signatures.Select(signature => signature.R.ToB256())],
            [.. signatures.Select(signature => signature.S.ToB256())],
            B256.FromSpan(parities)
        );
    }

    public static OffRamp.ExecuteCall Execute(IReadOnlyList<OffRamp.ExecutionReport> reports, ulong sequence)
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
        return new OffRamp.ExecuteCall(Context(ExecutionDigest, sequence), writer.Finish());
    }

    private static B256[] Context(B256 configDigest, ulong sequence) => [configDigest, ((U256)sequence).ToB256()];
}
