using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

public sealed class EndpointOrderTests
{
    [Fact]
    public void Well_endpoints_keep_the_configured_order()
    {
        EndpointOrder.Of([At(100), At(105), At(99)]).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_lagging_one_comes_last_and_an_open_one_not_at_all()
    {
        var endpoints = EndpointOrder.WithLag([At(50), At(100, usable: false), At(100)], maxLag: 10);

        EndpointOrder.Of(endpoints).ShouldBe([2, 0]);
    }

    [Fact]
    public void With_every_circuit_open_all_are_tried()
    {
        EndpointOrder.Of([At(1, usable: false), At(1, usable: false)]).ShouldBe([0, 1]);
    }

    [Fact]
    public void Lag_is_counted_against_the_best_usable_head_and_unknown_heads_do_not_lag()
    {
        var endpoints = EndpointOrder.WithLag([At(90), At(89), At(null), At(100), At(5000, usable: false)], maxLag: 10);

        endpoints.Select(endpoint => endpoint.Lagging).ShouldBe([false, true, false, false, false]);
    }

    [Fact]
    public void Failures_in_a_row_open_the_circuit_and_one_answer_closes_it()
    {
        var record = new EndpointRecord(failuresToOpen: 3);
        record.Failed("refused", atOnce: false);
        record.Failed("refused", atOnce: false);
        record.Health("node").Usable.ShouldBeTrue();

        record.Failed("timed out", atOnce: false);
        record.Health("node").ShouldBe(new EndpointHealth("node", false, false, 3, null, "timed out"));

        record.Answered();
        record.Health("node").ShouldBe(new EndpointHealth("node", true, false, 0, null, null));
    }

    [Fact]
    public void Another_chain_opens_the_circuit_at_once()
    {
        var record = new EndpointRecord(failuresToOpen: 3);

        record.Failed("serves chain id 1", atOnce: true);

        record.Health("node").Usable.ShouldBeFalse();
    }

    private static EndpointHealth At(ulong? head, bool usable = true) => new("node", usable, false, 0, head, null);
}
