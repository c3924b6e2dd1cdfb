namespace QLStake.Evm.Abi;

/// <summary>An event that a contract emitted.</summary>
public interface IAbiEvent;
