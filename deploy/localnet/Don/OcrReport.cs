using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Localnet.Don;

/// <summary>
/// Reports as OffRamp 1.6 takes them (MultiOCR3Base): commits signed by F + 1 of the signers, executions unsigned.
/// </summary>
internal static class OcrReport
{
    /// <summary>F + 1 with F = 1.</summary>
    private const int Signatures = 2;

    public static readonly B256 CommitDigest = Keccak.Hash("QL-Stake localnet commit DON"u8);
    public static readonly B256 ExecutionDigest = Keccak.Hash("QL-Stake localnet execution DON"u8);

    public static OffRamp.CommitCall Commit(ReportCodec.MerkleRoot root, ulong sequence)
    {
        var report = CcipReports.Encode(
            new ReportCodec.CommitReport(new ReportCodec.PriceUpdates([], []), [], [root], [])
        );
        var digest = CcipHashing.ReportHash(report, CommitDigest, sequence);
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
            Context(CommitDigest, sequence),
            report,
            [.. signatures.Select(signature => signature.R.ToB256())],
            [.. signatures.Select(signature => signature.S.ToB256())],
            B256.FromSpan(parities)
        );
    }

    public static OffRamp.ExecuteCall Execute(IReadOnlyList<OffRamp.ExecutionReport> reports, ulong sequence) =>
        new(Context(ExecutionDigest, sequence), CcipReports.Encode(reports));

    private static B256[] Context(B256 configDigest, ulong sequence) => [configDigest, ((U256)sequence).ToB256()];
}
