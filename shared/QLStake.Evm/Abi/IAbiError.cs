namespace QLStake.Evm.Abi;

/// <summary>A custom error that a contract reverted with.</summary>
public interface IAbiError;
