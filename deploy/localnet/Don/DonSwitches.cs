using System.Collections.Concurrent;
using QLStake.Contracts;

namespace QLStake.Localnet.Don;

/// <summary>Holds the DON's work back, so that delays can be played. Null means every lane.</summary>
public sealed class DonSwitches
{
    private readonly LaneSwitch commits = new();
    private readonly LaneSwitch executions = new();

    /// <summary>Messages are sent, but no root is committed.</summary>
    public void HoldCommits(Lane? lane = null) => commits.Hold(lane);

    /// <summary>Lets commits go on; null lifts every hold.</summary>
    public void ReleaseCommits(Lane? lane = null) => commits.Release(lane);

    /// <summary>Roots are committed, but nothing is executed.</summary>
    public void HoldExecutions(Lane? lane = null) => executions.Hold(lane);

    /// <summary>Lets executions go on; null lifts every hold.</summary>
    public void ReleaseExecutions(Lane? lane = null) => executions.Release(lane);

    public bool CommitsHeld(Lane lane) => commits.IsHeld(lane);

    public bool ExecutionsHeld(Lane lane) => executions.IsHeld(lane);

    private sealed class LaneSwitch
    {
        private readonly ConcurrentDictionary<Lane, bool> lanes = new();
        private volatile bool all;

        public bool IsHeld(Lane lane) => all || lanes.ContainsKey(lane);

        public void Hold(Lane? lane)
        {
            if (lane is { } one)
            {
                lanes[one] = true;
            }
            else
            {
                all = true;
            }
        }

        public void Release(Lane? lane)
        {
            if (lane is { } one)
            {
                lanes.TryRemove(one, out _);
            }
            else
            {
                all = false;
                lanes.Clear();
            }
        }
    }
}
