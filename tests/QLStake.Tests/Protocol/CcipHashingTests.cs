using QLStake.Evm;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class CcipHashingTests
{
    private static readonly CcipVectors Vectors = CcipVectors.Read();

    [Fact]
    public void A_sent_message_hashes_to_its_message_id()
    {
        foreach (var vector in Vectors.Messages)
        {
            var message = Sent(vector);
            message.Header.MessageId.ShouldBe(vector.MessageId);
            CcipHashing.MessageId(message, Vectors.OnRamp).ShouldBe(vector.MessageId);
        }
    }

    [Fact]
    public void A_message_changed_anywhere_has_another_id()
    {
        var message = Sent(Vectors.Messages[1]);
        OnRamp.EVM2AnyRampMessage[] changed =
        [
            message with
            {
                Sender = Address.Zero,
            },
            message with
            {
                Data = [1],
            },
            message with
            {
                Receiver = [],
            },
            message with
            {
                ExtraArgs = [],
            },
            message with
            {
                FeeToken = Address.Zero,
            },
            message with
            {
                FeeTokenAmount = U256.One,
            },
            message with
            {
                TokenAmounts = [],
            },
            message with
            {
                Header = message.Header with { SequenceNumber = 99 },
            },
            message with
            {
                Header = message.Header with { DestChainSelector = 99 },
            },
        ];
        changed.Select(m => CcipHashing.MessageId(m, Vectors.OnRamp)).ShouldNotContain(message.Header.MessageId);
        CcipHashing.MessageId(message, Address.Zero).ShouldNotBe(message.Header.MessageId);
    }

    [Fact]
    public void A_delivered_message_hashes_to_its_leaf()
    {
        foreach (var vector in Vectors.Messages)
        {
            CcipHashing.Leaf(CcipDelivery.Of(Sent(vector)), Vectors.OnRamp).ShouldBe(vector.Leaf);
        }
    }

    [Fact]
    public void A_commit_report_hashes_to_what_its_signers_signed()
    {
        foreach (var commit in Vectors.Commits)
        {
            var report = ReportCodec.CommitReport.Decode(commit.Encoded);
            report.UnblessedMerkleRoots[0].MerkleRootValue.ShouldBe(commit.UnblessedRoot);
            var encoded = CcipReports.Encode(report);
            Hex.Encode(encoded).ShouldBe(Hex.Encode(commit.Encoded));

            var hash = CcipHashing.ReportHash(encoded, commit.ConfigDigest, commit.SequenceNumber);
            hash.ShouldBe(commit.Hash);
            for (var i = 0; i < commit.Signers.Length; i++)
            {
                var (r, s) = (U256.FromB256(commit.Rs[i]), U256.FromB256(commit.Ss[i]));
                // rawVs holds v - 27, a byte for each signature.
                Secp256k1.Recover(hash, new Signature(r, s, commit.RawVs[i] == 1)).ShouldBe(commit.Signers[i]);
            }
        }
    }

    [Fact]
    public void An_execution_report_is_encoded_as_the_OffRamp_reads_it()
    {
        var leaves = Vectors.Messages.Select(message => message.Leaf).ToList();
        foreach (var execution in Vectors.Executions)
        {
            var messages = execution.Indices.Select(i => CcipDelivery.Of(Sent(Vectors.Messages[i]))).ToArray();
            var proof = CcipMerkle.Prove(leaves, execution.Indices);
            var report = new OffRamp.ExecutionReport(
                messages[0].Header.SourceChainSelector,
                messages,
                [.. messages.Select(message => message.TokenAmounts.Select(_ => Array.Empty<byte>()).ToArray())],
                [.. proof.Hashes],
                proof.Flags
            );
            Hex.Encode(CcipReports.Encode([report])).ShouldBe(Hex.Encode(execution.Encoded));
        }
    }

    private static OnRamp.EVM2AnyRampMessage Sent(CcipVectors.Message vector) =>
        OnRamp.CCIPMessageSent.TryDecode(vector.Topics, vector.Data, out var sent)
            ? sent.Message
            : throw new EvmDataException("Expected a CCIPMessageSent log in the vectors, found another.");
}
