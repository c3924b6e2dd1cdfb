using System.Text;

namespace QLStake.Tests.Abi;

/// <summary>Responses of <c>eth_getLogs</c> in fields and order as anvil writes them.</summary>
internal static class LogResponses
{
    public static byte[] Of(int count) =>
        Encoding.UTF8.GetBytes(
            $$"""{"jsonrpc":"2.0","id":7,"result":[{{string.Join(',', Enumerable.Range(0, count).Select(One))}}]}"""
        );

    /// <summary>The same without white space, as nodes write it.</summary>
    public static byte[] Compact(int count) => [.. Of(count).Where(b => b is not ((byte)'\n' or (byte)' '))];

    public static string One(int index) =>
        $$"""
            {"address":"0x5fbdb2315678afecb367f032d93f642f64180aa3","topics":["0x{{1:x64}}","0x{{index:x64}}"],
            "data":"0x{{index:x64}}{{7:x64}}","blockHash":"0x{{0xab:x64}}","blockNumber":"0x{{index + 16:x}}",
            "blockTimestamp":"0x65","transactionHash":"0x{{0xcd:x64}}","transactionIndex":"0x1","logIndex":"0x{{index:x}}","removed":false}
            """;
}
