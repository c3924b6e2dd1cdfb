using QLStake.Contracts;
using QLStake.MintExecutor;
using static QLStake.Tests.MintExecutor.ExecutorGiven;

namespace QLStake.Tests.MintExecutor;

/// <summary>One event of each kind, as the frozen files hold them.</summary>
internal static class ExecutorSamples
{
    public static IReadOnlyList<object> Events { get; } = [.. Make()];

    private static IEnumerable<object> Make()
    {
        var (stake, chain) = (Order().StakeId, ExecutorGiven.Lane.Destination);
        var approval = new MintApproved(
            stake,
            1,
            ExecutorGiven.Account,
            Order().Root,
            1_800_001_800,
            Keccak.Empty,
            "0x1234"
        );
        yield return new MintQueued(Order() with { Proof = [Hash(1)], Approvals = [approval] }, Hash(3), Now);
        yield return new MintClaimed(stake, 1, "b1");
        yield return new MintSent(stake, 1, "b1", Hash(1));
        yield return new MintDelayed(stake, 1, "MintingPaused", Now, 2, Paused: true, News: true);
        yield return new MintGivenBack(stake, 1, "ApprovalExpired");
        yield return new MintMined(stake, 1, "b1");
        yield return new MintUnmined(stake, 1, "b1");
        yield return new MintSettled(stake, 1);
        foreach (var @event in OfOperations())
            yield return @event;
        yield return new BatchPrepared("b1", chain, ExecutorGiven.Account, 7, [new(stake, 1)], Attempt(1), Now);
        yield return new BatchRepriced("b1", Attempt(2, 12), Now);
        yield return new BatchSent("b1", Hash(1), Now);
        yield return new BatchMined("b1", Hash(1), 100, Hash(2), true, 150_000, new(7UL));
        yield return new BatchUnmined("b1", Hash(2));
        yield return new BatchFinalized("b1", 7);
        yield return new BatchLost("b1", 7, "used by another");
        yield return new NonceTaken(chain, ExecutorGiven.Account, 7, "b1");
        yield return new NonceUsed(chain, ExecutorGiven.Account, 7);
    }

    private static IEnumerable<object> OfOperations()
    {
        var (name, lane) = (new OperationName(OperationKind.Refund, "refund-0x01", 1), ExecutorGiven.Lane);
        var order = new OperationOrder(name, lane.Destination, ExecutorGiven.Account, "0x1234")
        {
            Value = new(5UL),
            MostValue = new(7UL),
            Batch = new(Hash(4), 3),
        };
        yield return new OperationQueued(order, Hash(3), Now);
        yield return new OperationClaimed(name, "b1");
        yield return new OperationSent(name, "b1", Hash(1));
        yield return new OperationDelayed(name, "RootUnknown", Now, Now.AddMinutes(1), 2, Paused: false, News: true);
        yield return new OperationGivenBack(name, "ApprovalExpired");
        yield return new OperationMined(name, "b1");
        yield return new OperationUnmined(name, "b1");
        yield return new OperationSettled(name);
        yield return new FlushDecided(
            OperationKind.Flush,
            lane.Source,
            ExecutorGiven.Account,
            lane.Destination,
            Address.Zero,
            3,
            FlushReason.Deadline,
            10,
            new(1_000UL),
            new(700UL),
            new(200UL),
            new(690UL),
            new(620UL),
            Now,
            Now.AddMinutes(10)
        );
    }
}
