namespace QLStake.Evm;

/// <summary>The execution API's questions about transactions.</summary>
internal static class TransactionCalls
{
    public static RpcCall<TransactionReceipt?> Receipt(B256 hash) =>
        new(
            "eth_getTransactionReceipt",
            json => json.Word(hash),
            (ref json) =>
            {
                var receipt = ReceiptReader.ReadOrNull(ref json);
                return receipt is null || receipt.TransactionHash == hash
                    ? receipt
                    : throw Other(hash, receipt.TransactionHash);
            }
        );

    public static RpcCall<TransactionInfo?> Transaction(B256 hash) =>
        new(
            "eth_getTransactionByHash",
            json => json.Word(hash),
            (ref json) =>
            {
                var transaction = TransactionReader.ReadOrNull(ref json);
                return transaction is null || transaction.Hash == hash
                    ? transaction
                    : throw Other(hash, transaction.Hash);
            }
        );

    public static RpcCall<B256> SendRaw(ReadOnlyMemory<byte> signed, B256 hash) =>
        new(
            "eth_sendRawTransaction",
            json => json.Data(signed.Span),
            (ref json) =>
            {
                var found = JsonHex.B256(ref json);
                return found == hash ? hash : throw Other(hash, found);
            }
        );

    private static EvmDataException Other(B256 asked, B256 found) =>
        new($"expected transaction {asked}, found transaction {found}");
}
