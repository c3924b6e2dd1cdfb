using System.Text.Json;

namespace QLStake.Evm;

/// <summary>The execution API's questions about blocks, state and fees. Format: https://ethereum.github.io/execution-apis.</summary>
internal static class EthCalls
{
    public static readonly RpcCall<ulong> ChainId = new("eth_chainId", NoParams, JsonHex.UInt64);

    public static readonly RpcCall<ulong> BlockNumber = new("eth_blockNumber", NoParams, JsonHex.UInt64);

    public static readonly RpcCall<U256> MaxPriorityFee = new("eth_maxPriorityFeePerGas", NoParams, JsonHex.U256);

    public static RpcCall<BlockHeader?> Header(BlockRef block) =>
        new(
            block.AsHash is null ? "eth_getBlockByNumber" : "eth_getBlockByHash",
            json =>
            {
                json.WriteStringValue(block.ToString());
                json.WriteBooleanValue(false);
            },
            (ref json) =>
            {
                var header = HeaderReader.ReadOrNull(ref json);
                return header is null || IsAt(block, header.Number, header.Hash)
                    ? header
                    : throw Other(block, header.Number, header.Hash);
            }
        );

    public static RpcCall<IReadOnlyList<TransactionReceipt>?> BlockReceipts(BlockRef block) =>
        new(
            "eth_getBlockReceipts",
            json => json.WriteStringValue(block.ToString()),
            (ref json) =>
            {
                var receipts = ReceiptReader.ReadListOrNull(ref json);
                var stray = receipts?.FirstOrDefault(receipt => !IsAt(block, receipt.BlockNumber, receipt.BlockHash));
                return stray is null ? receipts : throw Other(block, stray.BlockNumber, stray.BlockHash);
            }
        );

    public static RpcCall<byte[]> Call(CallRequest call, BlockRef block) =>
        new("eth_call", CallAt(call, block), JsonHex.Bytes);

    public static RpcCall<ulong> EstimateGas(CallRequest call, BlockRef block) =>
        new("eth_estimateGas", CallAt(call, block), JsonHex.UInt64);

    public static RpcCall<byte[]> Code(Address address, BlockRef block) =>
        new("eth_getCode", AccountAt(address, block), JsonHex.Bytes);

    public static RpcCall<U256> Balance(Address address, BlockRef block) =>
        new("eth_getBalance", AccountAt(address, block), JsonHex.U256);

    public static RpcCall<ulong> TransactionCount(Address address, BlockRef block) =>
        new("eth_getTransactionCount", AccountAt(address, block), JsonHex.UInt64);

    public static RpcCall<FeeHistory> FeeHistory(int blocks, BlockRef newest, IReadOnlyList<double> percentiles) =>
        new(
            "eth_feeHistory",
            json =>
            {
                json.Quantity((ulong)blocks);
                json.WriteStringValue(newest.ToString());
                json.WriteStartArray();
                foreach (var percentile in percentiles)
                    json.WriteNumberValue(percentile);
                json.WriteEndArray();
            },
            FeeHistoryReader.Read
        );

    private static void NoParams(Utf8JsonWriter json) { }

    private static Action<Utf8JsonWriter> AccountAt(Address address, BlockRef block) =>
        json =>
        {
            json.Account(address);
            json.StateAt(block);
        };

    private static Action<Utf8JsonWriter> CallAt(CallRequest call, BlockRef block) =>
        json =>
        {
            json.Call(call);
            json.StateAt(block);
        };

    private static bool IsAt(BlockRef asked, ulong number, B256 hash) =>
        (asked.AsNumber ?? number) == number && (asked.AsHash ?? hash) == hash;

    private static EvmDataException Other(BlockRef asked, ulong number, B256 hash) =>
        new($"expected block {asked}, found block {number} {hash}");
}
