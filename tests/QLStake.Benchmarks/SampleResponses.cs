using System.Text;
using QLStake.Evm.Abi;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.Benchmarks;

/// <summary>Responses of <c>eth_getLogs</c> as anvil writes them, with no two logs alike.</summary>
internal static class SampleResponses
{
    private const ulong Fuji = 14767482510784806043;
    private const ulong Sepolia = 16015286601757825753;

    public static byte[] StakeLocked(int count) => Response(count, StakeLockedLog);

    public static byte[] CcipMessageSent(int count) => Response(count, CcipMessageSentLog);

    private static byte[] Response(int count, Func<ulong, string> log) =>
        Encoding.UTF8.GetBytes(
            $$"""{"jsonrpc":"2.0","id":1,"result":[{{string.Join(',', Enumerable.Range(1, count).Select(i => log((ulong)i)))}}]}"""
        );

    private static string StakeLockedLog(ulong i)
    {
        var item = new QLStakeSatellite.Item(
            AddressOf(i),
            (U256)i * 1_000_000_000_000UL,
            AddressOf(i + 1),
            AddressOf(i + 2),
            i,
            0
        );
        var writer = new AbiWriter(QLStakeSatellite.Item.HeadSize + (5 * AbiWord.Size));
        item.Write(ref writer);
        writer.WriteAddress(AddressOf(i + 3));
        writer.WriteU256((U256)i * 3UL, 256);
        writer.WriteU256((U256)i * 5UL, 256);
        writer.WriteU256((U256)i * 8UL, 256);
        writer.WriteU256((U256)i, 256);
        return Log(
            i,
            writer.Finish(),
            QLStakeSatellite.StakeLocked.Topic,
            Word(i),
            B256.FromSpan(CcipAddress.Encode(AddressOf(i)))
        );
    }

    private static string CcipMessageSentLog(ulong i)
    {
        var message = new OnRamp.EVM2AnyRampMessage(
            new OnRamp.RampMessageHeader(Word(i), Fuji, Sepolia, i, 0),
            AddressOf(i),
            new byte[256],
            CcipAddress.Encode(AddressOf(i + 1)),
            new ExtraArgs(200_000UL, true).Encode(),
            AddressOf(i + 2),
            (U256)i * 1_000_000_007UL,
            (U256)i * 1_000_000_009UL,
            [new(AddressOf(i + 3), CcipAddress.Encode(AddressOf(i + 4)), new byte[32], (U256)i, new byte[32])]
        );
        return Log(i, message.Encode(), OnRamp.CCIPMessageSent.Topic, ((U256)Sepolia).ToB256(), ((U256)i).ToB256());
    }

    private static string Log(ulong i, byte[] data, params B256[] topics) =>
        $$"""
            {"address":"{{Hex.Encode(AddressOf(7).AsSpan())}}","topics":[{{string.Join(
                ',',
                topics.Select(t => $"\"{t}\"")
            )}}],"data":"{{Hex.Encode(data)}}","blockHash":"{{Word(i / 10)}}","blockNumber":"0x{{1_000_000
                + (i / 10):x}}","blockTimestamp":"0x{{1_700_000_000 + i:x}}","transactionHash":"{{Word(
                i + 5
            )}}","transactionIndex":"0x{{i % 10:x}}","logIndex":"0x{{i % 30:x}}","removed":false}
            """;

    private static B256 Word(ulong i) => Keccak.Hash(BitConverter.GetBytes(i));

    private static Address AddressOf(ulong i) => Address.FromSpan(Word(i).AsSpan()[..Address.Size]);
}
