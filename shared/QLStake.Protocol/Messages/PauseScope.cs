namespace QLStake.Protocol.Messages;

/// <summary>What can be paused, as the contracts count it (<c>IQLPauses.Scope</c>).</summary>
public static class PauseScope
{
    /// <summary>New stakes on a satellite.</summary>
    public const byte Stakes = 0;

    /// <summary>Payouts of a satellite.</summary>
    public const byte Releases = 1;

    /// <summary>Mints on the hub.</summary>
    public const byte Mints = 2;

    /// <summary>Redemptions on the hub.</summary>
    public const byte Redemptions = 3;
}
