using System.Text.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>Calls answered in one round trip, with the block they were answered at.</summary>
/// <param name="Number">The newest block's height; where one came in between, calls may have been answered at the next.</param>
/// <param name="At">Its own time.</param>
/// <param name="GasPrice">Its base fee and the tip the node proposes, wei per gas.</param>
public sealed record ChainAnswers(
    ulong Number,
    DateTimeOffset At,
    Wei GasPrice,
    IReadOnlyList<RpcOutcome<JsonElement>> Answers
)
{
    /// <summary>What a call returned; its revert where it reverted.</summary>
    /// <exception cref="RpcException">It was not answered.</exception>
    public byte[] this[int call] => Hex.Decode(Answers[call].Value.GetString() ?? "0x");

    /// <summary>Whether the call was answered and did not revert.</summary>
    public bool Has(int call) => Answers[call].Error is null;

    /// <exception cref="RpcException">The chain does not answer.</exception>
    public static async Task<ChainAnswers> AskAsync(
        ConfiguredChain chain,
        IReadOnlyList<(Address To, byte[] Data)> calls,
        CancellationToken ct
    )
    {
        var all = await chain.Rpc.Batch(
            [
                RpcCall.Json("eth_getBlockByNumber", "latest", false),
                RpcCall.Json("eth_maxPriorityFeePerGas"),
                .. calls.Select(call =>
                    RpcCall.Json("eth_call", new { to = $"{call.To}", data = Hex.Encode(call.Data) }, "latest")
                ),
            ],
            ct
        );
        var head = all[0].Value;
        var baseFee = head.TryGetProperty("baseFeePerGas", out var fee) ? Quantity(fee) : U256.Zero;
        return new(
            (ulong)Quantity(head.GetProperty("number")),
            DateTimeOffset.FromUnixTimeSeconds((long)(ulong)Quantity(head.GetProperty("timestamp"))),
            new(baseFee + Quantity(all[1].Value)),
            [.. all.Skip(2)]
        );
    }

    private static U256 Quantity(JsonElement hex) => U256.Parse(hex.GetString() ?? "0x0");
}
