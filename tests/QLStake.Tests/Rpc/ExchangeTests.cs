using System.Text;
using FsCheck.Xunit;
using QLStake.Evm;
using QLStake.Evm.Logs;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

/// <summary>Answers as bytes. The sockets are elsewhere, in the integration tests.</summary>
public sealed class ExchangeTests
{
    private const string Hash = "0x00000000000000000000000000000000000000000000000000000000000000aa";

    private static readonly string Header =
        $$"""{"number":"0x1","hash":"{{Hash}}","parentHash":"{{Hash}}","timestamp":"0x2","gasLimit":"0x3","gasUsed":"0x4","uncles":[{}]}""";

    [Fact]
    public void A_lone_question_goes_out_bare_and_several_as_a_batch()
    {
        Written(new RpcExchange<ulong>("node", 7, [EthCalls.BlockNumber], null))
            .ShouldBe("""{"jsonrpc":"2.0","id":8,"method":"eth_blockNumber","params":[]}""");
        Written(new RpcExchange<ulong>("node", 7, [EthCalls.BlockNumber], LogCalls.HasReached(1)))
            .ShouldBe(
                """[{"jsonrpc":"2.0","id":7,"method":"eth_blockNumber","params":[]},{"jsonrpc":"2.0","id":8,"method":"eth_blockNumber","params":[]}]"""
            );
    }

    [Fact]
    public void A_block_by_hash_is_asked_for_as_a_canonical_one()
    {
        var call = EthCalls.Balance(Address.Zero, BlockRef.Hash(B256.Parse(Hash)));

        Written(new RpcExchange<U256>("node", 0, [call], null))
            .ShouldContain($$"""{"blockHash":"{{Hash}}","requireCanonical":true}""");
    }

    [Fact]
    public void A_filter_holds_range_addresses_and_topics()
    {
        var query = LogQuery.Range(1, 16) with
        {
            Addresses = [Address.Zero],
            Topics =
            [
                [],
                [B256.Parse(Hash)],
            ],
        };

        Written(new RpcExchange<IReadOnlyList<Log>>("node", 0, [LogCalls.Range(query, 1, 16)], null))
            .ShouldContain(
                $$"""{"fromBlock":"0x1","toBlock":"0x10","address":["0x0000000000000000000000000000000000000000"],"topics":[null,["{{Hash}}"]]}"""
            );
    }

    [Fact]
    public void A_header_from_before_the_base_fee_has_none()
    {
        var header = ReadOne(EthCalls.Header(BlockRef.Number(1)), Header);

        header.ShouldBe(new BlockHeader(1, B256.Parse(Hash), B256.Parse(Hash), 2, null, 3, 4));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("hash")]
    [InlineData("parentHash")]
    [InlineData("timestamp")]
    public void A_header_without_a_field_is_malformed(string field)
    {
        var error = Should.Throw<RpcMalformedException>(() =>
            ReadOne(EthCalls.Header(BlockRef.Latest), Header.Replace($"\"{field}\"", "\"x\"", StringComparison.Ordinal))
        );

        error.Message.ShouldContain(
            $"eth_getBlockByNumber at node: expected a block with a \"{field}\", found one without"
        );
    }

    [Fact]
    public void A_rollup_s_receipt_has_its_fee_for_data()
    {
        var receipt = ReadOne(
            TransactionCalls.Receipt(B256.Parse(Hash)),
            $$"""
            {"transactionHash":"{{Hash}}","transactionIndex":"0x1","blockHash":"{{Hash}}","blockNumber":"0x2",
            "from":"0x0000000000000000000000000000000000000001","to":null,
            "contractAddress":"0x0000000000000000000000000000000000000002","status":"0x0","gasUsed":"0x5208",
            "effectiveGasPrice":"0x7","l1Fee":"0x9","logs":[],"logsBloom":"0x00"}
            """
        )!;

        receipt.L1Fee.ShouldBe((U256)9);
        receipt.Succeeded.ShouldBeFalse();
        receipt.To.ShouldBeNull();
    }

    [Fact]
    public void A_waiting_legacy_transaction_has_neither_block_nor_type_two_fees()
    {
        var transaction = ReadOne(
            TransactionCalls.Transaction(B256.Parse(Hash)),
            $$"""
            {"hash":"{{Hash}}","from":"0x0000000000000000000000000000000000000001","to":"0x0000000000000000000000000000000000000002",
            "nonce":"0x3","value":"0x4","input":"0x","gas":"0x5208","gasPrice":"0x6","blockHash":null,"blockNumber":null,
            "transactionIndex":null,"type":"0x0"}
            """
        )!;

        (transaction.BlockNumber, transaction.MaxFeePerGas, transaction.GasPrice).ShouldBe((null, null, (U256)6));
    }

    [Theory]
    [InlineData("\"0x08c379a0\"")]
    [InlineData("\"Reverted 0x08c379a0\"")]
    [InlineData("{\"message\":\"reverted\",\"data\":\"0x08c379a0\"}")]
    public void Revert_data_is_found_in_every_form(string data)
    {
        var error = Should.Throw<CallRevertedException>(() =>
            Read(
                EthCalls.Call(new(Address.Zero, default), BlockRef.Latest),
                $$$"""{"id":1,"error":{"code":3,"message":"execution reverted","data":{{{data}}}}}"""
            )
        );

        error.Data.ToArray().ShouldBe([0x08, 0xc3, 0x79, 0xa0]);
    }

    [Theory]
    [InlineData("""{"id":1,"error":"no"}""")]
    [InlineData("""{"id":1,"error":{"code":"x","message":7}}""")]
    [InlineData("""{"id":1,"result":null,"error":{}}""")]
    public void An_odd_error_is_still_a_refusal(string answer)
    {
        Should.Throw<RpcErrorException>(() => Read(EthCalls.BlockNumber, answer));
    }

    [Fact]
    public void An_unmet_condition_is_the_outcome_of_the_question_it_guards()
    {
        var exchange = new RpcExchange<ulong>("node", 0, [EthCalls.BlockNumber], LogCalls.HasReached(9));

        var outcome = exchange.Read("""[{"id":1,"result":"0x5"},{"id":0,"result":"0x8"}]"""u8)[0];

        outcome
            .Error.ShouldBeOfType<NotThereYetException>()
            .Message.ShouldContain("its head is 8, logs were asked for up to 9");
    }

    /// <summary>Bytes changed, cut and doubled anywhere in good answers: only the library's own exception comes out.</summary>
    [Property(MaxTest = 3000)]
    public void Whatever_the_bytes_are_only_our_own_errors_come_out(byte change, ushort where, ushort length, bool cut)
    {
        var good = Encoding.UTF8.GetBytes(
            $$"""[{"jsonrpc":"2.0","id":1,"result":{{Header}}},{"error":{"code":3,"message":"m","data":"0x1234"},"id":2}]"""
        );
        var at = where % good.Length;
        byte[] bytes = cut
            ? [.. good[..at], .. good[Math.Min(good.Length, at + length % 50)..]]
            : [.. good[..at], change, .. good[(at + 1)..]];
        var exchange = new RpcExchange<BlockHeader?>(
            "node",
            0,
            [EthCalls.Header(BlockRef.Number(1)), EthCalls.Header(BlockRef.Number(2))],
            null
        );

        try
        {
            exchange.Read(bytes).Length.ShouldBe(2);
        }
        catch (RpcMalformedException e)
        {
            e.Host.ShouldBe("node");
        }
    }

    private static string Written<T>(RpcExchange<T> exchange) => Encoding.UTF8.GetString(exchange.Write().Span);

    private static T ReadOne<T>(RpcCall<T> call, string result) =>
        Read(call, $$"""{"jsonrpc":"2.0","id":1,"result":{{result}}}""");

    private static T Read<T>(RpcCall<T> call, string answer) =>
        new RpcExchange<T>("node", 0, [call], null).Read(Encoding.UTF8.GetBytes(answer))[0].Value;
}
