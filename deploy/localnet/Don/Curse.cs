using QLStake.Contracts;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;

namespace QLStake.Localnet.Don;

/// <summary>RMN's emergency stop, set by the owner of the local RMNRemote.</summary>
public static class Curse
{
    /// <summary>The subject that stops every lane of a chain (RMNRemote, GLOBAL_CURSE_SUBJECT).</summary>
    private static readonly byte[] Everything = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];

    /// <summary>Curses <paramref name="remote"/> as seen from <paramref name="chain"/>; null curses the whole chain.</summary>
    public static Task CurseAsync(LocalChain chain, ChainSelector? remote, CancellationToken stop = default) =>
        chain.Deployer.SendAsync(chain.Ccip.RmnRemote, new RMNRemote.CurseCall(SubjectOf(remote)), stop: stop);

    /// <summary>Lifts what <see cref="CurseAsync"/> with the same arguments set.</summary>
    public static Task UncurseAsync(LocalChain chain, ChainSelector? remote, CancellationToken stop = default) =>
        chain.Deployer.SendAsync(chain.Ccip.RmnRemote, new RMNRemote.UncurseCall(SubjectOf(remote)), stop: stop);

    /// <summary>A lane's subject is the other chain's selector in 16 bytes.</summary>
    internal static byte[] SubjectOf(ChainSelector? remote)
    {
        if (remote is not { } selector)
        {
            return Everything;
        }

        var subject = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(subject, selector.Value);
        return subject;
    }
}
