using QLStake.Benchmarks;
using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

/// <summary>What the benchmarks read is what the contracts say today.</summary>
public sealed class SampleResponseTests
{
    private const int Logs = 20;

    [Fact]
    public void Every_log_of_the_flat_sample_is_a_stake()
    {
        var stakes = 0;
        foreach (var log in new LogStream(SampleResponses.StakeLocked(Logs)))
            if (QLStakeSatellite.StakeLocked.TryDecode(log.Topics, log.Data, out _))
                stakes++;
        stakes.ShouldBe(Logs);
    }

    [Fact]
    public void Every_log_of_the_deep_sample_is_a_message()
    {
        var messages = 0;
        foreach (var log in new LogStream(SampleResponses.CcipMessageSent(Logs)))
            if (OnRamp.CCIPMessageSent.TryDecode(log.Topics, log.Data, out _))
                messages++;
        messages.ShouldBe(Logs);
    }
}
