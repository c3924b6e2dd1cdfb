namespace QLStake.Contracts;

/// <summary>Router to guards: the hub has long not seen a quorum; sign that you are there.</summary>
/// <param name="At">Seconds since 1970, the hub's block time: what is signed.</param>
[Message("sign-heartbeat.v1")]
public sealed record SignHeartbeat(ChainSelector Chain, Address Hub, ulong At);

/// <summary>A guard is there (EIP-712 <c>Heartbeat(uint64 at)</c>).</summary>
/// <param name="Signature">65 bytes r ‖ s ‖ v as 0x-hex.</param>
[Message("heartbeat-signed.v1")]
public sealed record HeartbeatSigned(ChainSelector Chain, Address Hub, ulong At, Address Guardian, string Signature);
