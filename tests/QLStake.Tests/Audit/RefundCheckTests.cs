using QLStake.Cli;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;
using static QLStake.Tests.RateLimitGuard.GuardGiven;

namespace QLStake.Tests.Audit;

/// <summary>A signed refund is decided again: somebody who holds the key or the database is found out.</summary>
public sealed class RefundCheckTests
{
    private const ulong HubChain = 11155111;
    private const ulong Expires = 1_800_001_800;
    private static readonly PrivateKey Key = PrivateKey.Parse($"0x{new string('1', 64)}");
    private static readonly Policy Limited = Policy(Limits());

    private readonly AuditNotes _notes = new(ApprovalCheck.Name, ServiceNames.RateLimitGuard, new(null, null));

    [Fact]
    public void A_refund_of_what_was_rejected_before_is_as_it_must_be()
    {
        Audit(Signed());

        _notes.Findings.ShouldBeEmpty();
        _notes.Check.Examined.ShouldBe(1);
        _notes.Check.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void One_of_a_mint_that_still_counts_or_was_never_rejected_is_found()
    {
        Audit(Signed(), Rejected() with { Expires = Expires });
        Audit(Signed(), Rejected() with { Standing = MintStanding.Held });

        _notes
            .Findings.Select(finding => finding.What)
            .ShouldBe([
                "A refund was signed that had to be withheld: An approval of its mint counts until 2027-01-15 08:30:00Z.",
                "A refund was signed that had to be withheld: This guard has not rejected the stake: it is Held.",
            ]);
        _notes.Findings.ShouldAllBe(finding => finding.Sequence == 2 && finding.Stream == Stream);
    }

    [Fact]
    public void One_under_another_root_until_another_time_or_by_another_key_is_found()
    {
        var signed = Signed();
        Audit(Signed(Keccak.Empty));
        Audit(signed with { Expires = Expires + 1 });
        Audit(signed with { Guardian = Hub });

        var found = _notes.Findings.Select(finding => finding.What).ToList();
        found.Count.ShouldBe(3);
        found[0].ShouldStartWith("Expected a refund under root");
        found[1].ShouldStartWith("Expected a refund's approval signed by");
        found[2].ShouldStartWith($"Expected a refund's approval signed by {Hub}");
    }

    [Fact]
    public void One_that_counts_for_longer_is_found_also_where_its_end_excuses_the_mint()
    {
        const ulong Later = Expires + 3600;

        Audit(Signed(expires: Later), Rejected() with { Expires = Expires });

        _notes.Findings.ShouldHaveSingleItem().What.ShouldStartWith("Expected a refund that counts for 00:30:00 from");
    }

    [Fact]
    public void One_that_nobody_asked_for_is_found()
    {
        Check(Limited).Take(Stored(2, Signed()), Signed(), Rejected());

        _notes.Findings.ShouldHaveSingleItem().What.ShouldContain("nobody had asked for");
    }

    [Fact]
    public void Without_its_policy_it_says_that_it_cannot_tell()
    {
        Audit(Check(), Signed(), Rejected());

        _notes.Findings.ShouldBeEmpty();
        _notes.Check.Notes.ShouldHaveSingleItem().ShouldContain("--policy");
    }

    private static string Stream => Refund.Stream(Asked(50).StakeId);

    private static Mint Rejected() => Taken(Asked(50)) with { Standing = MintStanding.Rejected, WakeAt = null };

    private static RefundSigned Signed(B256? root = null, ulong expires = Expires)
    {
        var asked = Asked(50);
        var approval = new RefundApproval(asked.StakeId, root ?? asked.Root, expires);
        var digest = approval.Digest(MintApproval.Domain(HubChain, Hub).Separator());
        return new(asked.StakeId, 1, Key.Address, approval.Root, expires, $"{Key.Sign(digest)}");
    }

    private RefundCheck Check(params Policy[] policies) =>
        new(
            policies.ToDictionary(policy => policy.Hash),
            new(new Dictionary<ChainSelector, ulong> { [Item(50).Lane.Destination] = HubChain }, _notes),
            _notes
        );

    private void Audit(RefundSigned signed, Mint? mint = null) => Audit(Check(Limited), signed, mint ?? Rejected());

    private static void Audit(RefundCheck check, RefundSigned signed, Mint mint)
    {
        var asked = Asked(50);
        var message = new ApproveRefund(
            asked.StakeId,
            1,
            asked.Item,
            asked.Root,
            asked.Proof,
            asked.Evidence,
            "above the cap"
        );
        var asking = RefundGuard.Take(Refund.Initial, message, Now).ShouldHaveSingleItem();
        check.Take(Stored(1, asking), asking, mint);
        check.Take(Stored(2, signed), signed, mint);
    }

    private static StoredEvent Stored(long sequence, object @event) =>
        new(sequence, Stream, sequence, Now, GuardStore.EventNames[@event.GetType()], default);
}
