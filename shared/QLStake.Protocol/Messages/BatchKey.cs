using QLStake.Contracts;
using QLStake.Evm.Abi;

namespace QLStake.Protocol.Messages;

/// <summary>The key of the open batch that collects such leaves, as <c>QLOutbox.batchKey</c> computes it.</summary>
public static class BatchKey
{
    /// <summary>keccak(abi.encode(kind, destination selector, peer, asset)): unique on the contract that keeps it only.</summary>
    public static B256 Of(MessageKind kind, ChainSelector destination, Address peer, Address asset)
    {
        var writer = new AbiWriter(4 * AbiWord.Size);
        writer.WriteUInt64((byte)kind, 8);
        writer.WriteUInt64(destination.Value, 64);
        writer.WriteAddress(peer);
        writer.WriteAddress(asset);
        var key = Keccak.Hash(writer.Written);
        writer.Dispose();
        return key;
    }
}
