using QLStake.Contracts;
using QLStake.Evm.Abi;

namespace QLStake.Protocol.Messages;

/// <summary>The key under which a contract keeps a received root, as <c>QLMessages.rootKey</c> computes it.</summary>
public static class RootKey
{
    /// <summary>keccak(abi.encode(selector, peer, kind, root)): by root alone, a rogue peer could register another's first.</summary>
    public static B256 Of(ChainSelector selector, Address peer, MessageKind kind, B256 root)
    {
        var writer = new AbiWriter(4 * AbiWord.Size);
        writer.WriteUInt64(selector.Value, 64);
        writer.WriteAddress(peer);
        writer.WriteUInt64((byte)kind, 8);
        writer.WriteB256(root);
        var key = Keccak.Hash(writer.Written);
        writer.Dispose();
        return key;
    }
}
