namespace QLStake.Protocol.Messages;

/// <summary>What became of a root that a satellite sent (<c>IQLSatelliteTypes.RootState</c>).</summary>
public enum SentRootState : byte
{
    /// <summary>It never sent it.</summary>
    Unknown,

    /// <summary>It is on its way, or arrived: its leaves may be minted.</summary>
    Sent,

    /// <summary>The DAO gave it up before it arrived: its leaves are given back on the satellite.</summary>
    Voided,

    /// <summary>It could not be sent: its leaves are given back on the satellite.</summary>
    Abandoned,
}
