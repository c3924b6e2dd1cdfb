using System.Text.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.MessageRouter;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.Tests.MessageRouter;

/// <summary>A transfer of the liquid token from Ethereum to Avalanche, as the router follows it.</summary>
public sealed class TransferTests
{
    private static readonly Lane Lane = new(Story.Ethereum, Story.Avalanche);
    private static readonly MessageId Message = new(Story.Hash(70));
    private static readonly string Stream = StreamNames.OfTransfer(Message);
    private static readonly Address Pool = Story.Hub;

    private static readonly object[] Source =
    [
        Story.Observed(Story.Ethereum, 10, 300, Sent),
        Story.Orphaned(Story.Ethereum, 300),
        Story.Observed(Story.Ethereum, 11, 301, Sent),
    ];

    private static readonly object[] Destination =
    [
        Story.Observed(Story.Avalanche, 50, 400, Committed),
        Story.Observed(Story.Avalanche, 51, 401, Executed(ExecutionState.Failure)),
        Story.Observed(Story.Avalanche, 52, 402, Arrived, Executed(ExecutionState.Success)),
        Story.Orphaned(Story.Avalanche, 402),
        Story.Observed(Story.Avalanche, 52, 403, Arrived, Executed(ExecutionState.Success)),
        Story.FinalTo(Story.Avalanche, 52),
    ];

    private static Fact Sent =>
        new TransferSent(Message, Lane, 300, Story.Alice, Story.Bob, Pool, new(500), 0, 0, Address.Zero, new(3));

    private static Fact Committed => new RootCommitted(Lane, 299, 310, Story.Hash(71));

    private static Fact Arrived => new TransferArrived(Message, Lane, Story.Satellite, Story.Bob, new(500));

    [Fact]
    public void Each_step_is_a_state_with_one_reason_to_wait()
    {
        var given = new Given(Story.OneGuard);
        Told(given).ShouldBe((TransferState.NotSent, WaitingCause.WaitingForLock));
        given.When(Source[2]);
        Told(given).ShouldBe((TransferState.Sent, WaitingCause.WaitingForCommit));
        given.When(Destination[0]);
        Told(given).ShouldBe((TransferState.Committed, WaitingCause.WaitingForExecution));
        given.When(Destination[1]);
        Told(given).ShouldBe((TransferState.ExecutionFailed, WaitingCause.ExecutionFailed));
        given.When(Destination[2]);
        Told(given).ShouldBe((TransferState.Arrived, WaitingCause.WaitingForDestinationFinality));
        given.When(Story.FinalTo(Story.Avalanche, 51));
        Told(given).ShouldBe((TransferState.Arrived, WaitingCause.WaitingForDestinationFinality));
        given.When(Story.FinalTo(Story.Avalanche, 52));
        Told(given).ShouldBe((TransferState.Finalized, WaitingCause.Done));
    }

    [Fact]
    public void An_arrival_that_is_final_before_its_burn_is_seen_ends_once_it_can_be_compared()
    {
        var given = new Given(Story.OneGuard);
        given.When(Story.Observed(Story.Avalanche, 51, 302, Arrived)).When(Story.FinalTo(Story.Avalanche, 60));
        Told(given).ShouldBe((TransferState.Arrived, WaitingCause.WaitingForDestinationFinality));

        given.When(Story.Observed(Story.Ethereum, 10, 300, Sent));

        Told(given).ShouldBe((TransferState.Finalized, WaitingCause.Done));
    }

    [Fact]
    public void A_burn_that_a_reorg_takes_back_is_no_transfer()
    {
        var given = new Given(Story.OneGuard).When(Source[0]).When(Source[1]);

        Told(given).ShouldBe((TransferState.NotSent, WaitingCause.WaitingForLock));
    }

    [Fact]
    public void Every_interleaving_of_the_two_chains_said_twice_folds_to_the_same_transfer()
    {
        var ends = Interleavings(0, 0).Select(Played).Distinct().ToList();

        ends.Count.ShouldBe(1);
        ends[0].ShouldContain("\"Finalized\"");
    }

    [Fact]
    public void A_message_of_strangers_and_an_execution_on_another_lane_change_nothing()
    {
        var given = new Given(Story.OneGuard).When(Source[2]);
        var other = new Lane(new(5), Story.Avalanche);
        given.When(
            Story.Observed(
                Story.Avalanche,
                50,
                404,
                new MessageExecuted(Message, other, 300, ExecutionState.Success, "0x", 1)
            )
        );
        given.When(
            Story.Observed(
                Story.Ethereum,
                50,
                405,
                new MessageExecuted(Message, Lane, 300, ExecutionState.Success, "0x", 1)
            )
        );

        Told(given).ShouldBe((TransferState.Sent, WaitingCause.WaitingForCommit));
    }

    [Fact]
    public void A_mint_of_somebody_elses_in_the_same_transaction_is_no_arrival()
    {
        var stolen = new TransferArrived(Message, Lane, Story.Satellite, Story.Alice, new(500));
        var less = new TransferArrived(Message, Lane, Story.Satellite, Story.Bob, new(499));
        var given = new Given(Story.OneGuard).When(Source[2]).When(Destination[0]);
        given.When(Story.Observed(Story.Avalanche, 52, 406, stolen, less, Executed(ExecutionState.Success)));

        Told(given).ShouldBe((TransferState.Executed, WaitingCause.WaitingForArrival));
        given.When(Story.FinalTo(Story.Avalanche, 60));
        given.Unit.Load<Transfer>(Stream).Final.ShouldBeNull();
        TransferWaiting.Of(given.Unit.Load<Transfer>(Stream)).Detail.ShouldContain("executed the message");
    }

    [Fact]
    public void What_stopped_an_execution_is_put_into_words()
    {
        var full = new BurnMintTokenPool.TokenRateLimitReachedError(90, 7, Pool).Encode();
        var curse = new BurnMintTokenPool.CursedByRMNError().Encode();
        var text = Convert.FromHexString(
            "08c379a00000000000000000000000000000000000000000000000000000000000000020"
                + "00000000000000000000000000000000000000000000000000000000000000026e6f000000000000000000000000000000000000000000000000000000000000"
        );

        Explain(new OffRamp.TokenHandlingError(Pool, full).Encode())
            .ShouldBe($"the token pool {Pool} refused: its inbound limit has 7 left and has room again in 90 s.");
        Explain(new OffRamp.TokenHandlingError(Pool, curse).Encode()).ShouldContain("cursed");
        Explain(new OffRamp.ReceiverError(text).Encode()).ShouldBe("the receiver refused: Error(\"no\").");
        Explain(new OffRamp.ReceiverError([]).Encode()).ShouldContain("ran out of gas");
        Explain([]).ShouldContain("no reason");
        Explain([1, 2, 3, 4, 5]).ShouldBe("it returned 0x0102030405.");
        // Whoever reverts chooses what stands behind a selector.
        Explain(new OffRamp.TokenHandlingError(Pool, full[..20]).Encode()).ShouldContain("custom error 0x");
        Explain(new OffRamp.TokenHandlingError(Pool, full).Encode()[..40]).ShouldStartWith("it returned 0x");
    }

    private static string Explain(byte[] data) => ExecutionFailure.Explain($"0x{Convert.ToHexStringLower(data)}");

    private static Fact Executed(ExecutionState state) => new MessageExecuted(Message, Lane, 300, state, "0x", 90_000);

    private static (TransferState, WaitingCause) Told(Given given)
    {
        var transfer = given.Unit.Load<Transfer>(Stream);
        return (transfer.State, TransferWaiting.Of(transfer).Cause);
    }

    private static string Played(IEnumerable<(object Message, long Position)> schedule)
    {
        var given = new Given(Story.OneGuard);
        foreach (var (message, position) in schedule)
            given.When(message, position).When(message, position);
        var transfer = given.Unit.Load<Transfer>(Stream);
        return JsonSerializer.Serialize(
            new
            {
                transfer.State,
                Facts = transfer.Seen.Canonical,
                transfer.Final,
            },
            MessageJson.Options
        );
    }

    /// <summary>Each chain's own order is kept.</summary>
    private static IEnumerable<IEnumerable<(object, long)>> Interleavings(int source, int destination)
    {
        if (source == Source.Length && destination == Destination.Length)
            yield return [];
        if (source < Source.Length)
            foreach (var rest in Interleavings(source + 1, destination))
                yield return rest.Prepend((Source[source], source + 1));
        if (destination < Destination.Length)
            foreach (var rest in Interleavings(source, destination + 1))
                yield return rest.Prepend((Destination[destination], destination + 1));
    }
}
