using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;
using QLStake.RateLimitGuard;

namespace QLStake.Cli;

/// <summary>
/// Decides every proven mint and every signed refund again, by the guard's own rules, from what its streams said until then,
/// and compares. What the chains proved is the guard's own word here; that they said so is the facts' business.
/// </summary>
/// <param name="policies">The policies that are known, by their hash.</param>
/// <param name="hubs">EIP-155 chain id of each hub's chain.</param>
internal sealed class ApprovalCheck(
    IReadOnlyDictionary<B256, Policy> policies,
    IReadOnlyDictionary<ChainSelector, ulong> hubs,
    AuditNotes notes
)
{
    public const string Name = "approvals";

    private static readonly Dictionary<string, Type> Types = GuardStore.EventNames.ToDictionary(
        name => name.Value,
        name => name.Key
    );

    private readonly SignatureCheck signatures = new(hubs, notes);
    private readonly RefundCheck refunds = new(policies, new(hubs, notes), notes);
    private readonly Dictionary<string, Mint> mints = [];
    private readonly Dictionary<string, Bucket> buckets = [];
    private readonly Dictionary<string, Decision> open = [];

    public async Task RunAsync(AuditDatabases databases, CancellationToken stop)
    {
        await foreach (var stored in databases.EventsAsync(ServiceNames.RateLimitGuard, stop))
        {
            try
            {
                if (AuditDatabases.Read(stored, Types) is { } @event)
                {
                    Take(stored, @event);
                }
            }
            catch (Exception error) when (Unreadable.Is(error))
            {
                notes.Find(stored.Sequence, stored.Stream, $"{stored.Type} cannot be decided again: {error.Message}");
            }
        }
    }

    private void Take(StoredEvent stored, object @event)
    {
        if (stored.Stream.StartsWith(Bucket.Prefix, StringComparison.Ordinal))
        {
            buckets[stored.Stream] = buckets.GetValueOrDefault(stored.Stream, Bucket.Initial).Apply(@event);
            return;
        }

        if (stored.Stream.StartsWith(Refund.Prefix, StringComparison.Ordinal))
        {
            var stake = stored.Stream[Refund.Prefix.Length..];
            refunds.Take(stored, @event, mints.GetValueOrDefault($"{Mint.Prefix}{stake}", Mint.Initial));
            return;
        }

        if (!stored.Stream.StartsWith(Mint.Prefix, StringComparison.Ordinal))
        {
            return;
        }

        var mint = mints.GetValueOrDefault(stored.Stream, Mint.Initial);
        switch (@event)
        {
            case LockProven proven:
                open[stored.Stream] = new(mint, BucketOf(mint), proven, []);
                break;
            case CapacityReserved when open.TryGetValue(stored.Stream, out var decision):
                decision.Events.Add(@event);
                break;
            case Approved or Deferred or Held or Rejected:
                Decide(stored, @event);
                break;
            case HoldDecided decided:
                Check(stored, mint, decided);
                break;
        }

        mints[stored.Stream] = mint.Apply(@event);
    }

    /// <summary>The lane's bucket as it was: the policy only names the stream.</summary>
    private Bucket BucketOf(Mint mint) =>
        mint.Asking is { } asking
            ? buckets.GetValueOrDefault($"{Bucket.Prefix}{asking.Item.Lane}-{asking.Item.Asset}", Bucket.Initial)
            : Bucket.Initial;

    private void Decide(StoredEvent stored, object verdict)
    {
        var proven = open.Remove(stored.Stream, out var decision);
        if (!notes.Scope.Covers(stored.At))
        {
            return;
        }

        if (verdict is Approved approved)
        {
            notes.Examine();
            CheckSignature(stored, mints.GetValueOrDefault(stored.Stream), approved);
            if (!proven)
            {
                notes.Find(stored.Sequence, stored.Stream, "An approval without a proof of the lock before it.");
            }
        }

        if (decision is null)
        {
            return;
        }

        if (!policies.TryGetValue(PolicyOf(verdict), out var policy))
        {
            notes.Note(
                $"Policy {PolicyOf(verdict)} is not known here: what was decided under it was not decided again. Give it with --policy."
            );
            return;
        }

        decision.Events.Add(verdict);
        if (Problem(decision, policy, stored.At, verdict) is { } problem)
        {
            notes.Find(stored.Sequence, stored.Stream, problem);
        }
    }

    private static string? Problem(Decision made, Policy policy, DateTimeOffset at, object verdict)
    {
        var proof = new Verification.Proven(made.Proof.HubTime, made.Proof.SourceFinalized);
        var (reservation, ruling) = MintGuard.Decide(policy, made.Bucket, made.Mint, proof, at);
        var (guardian, signature) = verdict is Approved approved
            ? (approved.Guardian, approved.Signature)
            : (GuardianOf(verdict), "");
        object[] expected =
        [
            .. Answer.Of(made.Mint, proof, reservation, ruling, guardian, policy.Hash, signature).Select(Timeless),
        ];
        object[] found = [made.Proof, .. made.Events.Select(Timeless)];
        return expected.SequenceEqual(found)
            ? null
            : $"Decided again under policy {policy.Hash} it differs: expected {Words(expected)}, found {Words(found)}.";
    }

    /// <summary>When the guard's host looks again is not decided by what it knew.</summary>
    private static object Timeless(object @event) =>
        @event is Deferred deferred ? deferred with { WakeAt = default } : @event;

    private static string Words(object[] events) => string.Join("; ", events.Skip(1));

    private void CheckSignature(StoredEvent stored, Mint? mint, Approved approved)
    {
        var approval = new MintApproval(approved.StakeId, approved.Root, approved.Expires, approved.PolicyHash);
        signatures.Recovers(
            stored,
            mint?.Asking?.Item,
            approval.Digest,
            approved.Signature,
            approved.Guardian,
            "an approval"
        );
    }

    private void Check(StoredEvent stored, Mint mint, HoldDecided decided)
    {
        if (!notes.Scope.Covers(stored.At))
        {
            return;
        }

        notes.Examine();
        var decision = new HoldDecision(decided.Verdict, decided.StakeId, decided.Reason, decided.SignedAt);
        signatures.Recovers(
            stored,
            mint.Asking?.Item,
            decision.Digest,
            decided.Signature,
            decided.Operator,
            "an operator's decision"
        );
    }

    private static B256 PolicyOf(object verdict) =>
        verdict switch
        {
            Approved approved => approved.PolicyHash,
            Deferred deferred => deferred.PolicyHash,
            Held held => held.PolicyHash,
            Rejected rejected => rejected.PolicyHash,
            _ => throw new InvalidOperationException($"Expected a verdict, found {verdict}."),
        };

    private static Address GuardianOf(object verdict) =>
        verdict switch
        {
            Deferred deferred => deferred.Guardian,
            Held held => held.Guardian,
            Rejected rejected => rejected.Guardian,
            _ => throw new InvalidOperationException($"Expected a verdict, found {verdict}."),
        };

    /// <summary>What was known when a mint was decided, and what was written.</summary>
    private sealed record Decision(Mint Mint, Bucket Bucket, LockProven Proof, List<object> Events);
}
