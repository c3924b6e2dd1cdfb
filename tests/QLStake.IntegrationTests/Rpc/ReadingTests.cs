using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>Every question of <see cref="IEvmChain"/> against a real node.</summary>
[Collection(ChainGroup.Name)]
public sealed class ReadingTests(ChainFixture fixture)
{
    private EvmChain Chain => fixture.Chain;

    [Fact]
    public async Task Headers_of_a_range_are_linked_and_end_at_the_head()
    {
        await fixture.Mine(250);
        var head = await Chain.GetBlockNumber();

        var headers = await Chain.GetHeaders(head - 249, head + 50);

        headers.Count.ShouldBe(250);
        headers[^1].Number.ShouldBe(head);
        headers.Zip(headers.Skip(1)).ShouldAllBe(pair => pair.First.Hash == pair.Second.ParentHash);
        headers[^1].BaseFeePerGas.ShouldNotBeNull();
    }

    [Fact]
    public async Task Tags_numbers_and_hashes_find_their_blocks()
    {
        await fixture.Mine(5);
        var latest = (await Chain.GetHeader(BlockRef.Latest))!;

        (await Chain.GetHeader(BlockRef.Number(latest.Number))).ShouldBe(latest);
        (await Chain.GetHeader(BlockRef.Hash(latest.Hash))).ShouldBe(latest);
        (await Chain.GetHeader(BlockRef.Safe))!.Number.ShouldBe(latest.Number - 1);
        (await Chain.GetHeader(BlockRef.Finalized))!.Number.ShouldBe(latest.Number - 2);
    }

    [Fact]
    public async Task What_the_chain_does_not_have_is_null()
    {
        var head = await Chain.GetBlockNumber();

        (await Chain.GetHeader(BlockRef.Number(head + 1000))).ShouldBeNull();
        (await Chain.GetHeader(BlockRef.Hash(Keccak.Empty))).ShouldBeNull();
        (await Chain.GetBlockReceipts(BlockRef.Hash(Keccak.Empty))).ShouldBeNull();
        (await Chain.GetReceipt(Keccak.Empty)).ShouldBeNull();
        (await Chain.GetTransaction(Keccak.Empty)).ShouldBeNull();
    }

    [Fact]
    public async Task A_contract_s_logs_are_found_by_range_by_hash_and_in_the_receipts()
    {
        var contract = (await fixture.Send(null, Bytecode.LogsItsInput)).ContractAddress!.Value;
        var one = await fixture.Send(contract, Keccak.Hash([1]).ToArray());
        var two = await fixture.Send(contract, Keccak.Hash([2]).ToArray());

        var byRange = await Chain.GetLogs(
            LogQuery.Range(one.BlockNumber, two.BlockNumber) with
            {
                Addresses = [contract],
            }
        );
        byRange.Select(log => log.Topics.Span[0]).ShouldBe([Keccak.Hash([1]), Keccak.Hash([2])]);

        var byHash = await Chain.GetLogs(LogQuery.Block(two.BlockHash));
        byHash.Single().TransactionHash.ShouldBe(two.TransactionHash);

        var byTopic = await Chain.GetLogs(
            LogQuery.Range(0, two.BlockNumber) with
            {
                Topics =
                [
                    [Keccak.Hash([7]), Keccak.Hash([1])],
                ],
                Addresses = [contract],
            }
        );
        byTopic.Single().BlockHash.ShouldBe(one.BlockHash);

        var receipts = (await Chain.GetBlockReceipts(BlockRef.Hash(two.BlockHash)))!;
        receipts.Single().Logs.Single().Topics.Span[0].ShouldBe(Keccak.Hash([2]));
        receipts.Single().Succeeded.ShouldBeTrue();
        receipts.Single().From.ShouldBe(ChainFixture.Sender);
    }

    [Fact]
    public async Task Logs_of_blocks_that_are_not_there_are_refused_rather_than_returned_short()
    {
        var head = await Chain.GetBlockNumber();

        await Should.ThrowAsync<NotThereYetException>(() => Chain.GetLogs(LogQuery.Range(head, head + 1)));
        await Should.ThrowAsync<NotThereYetException>(() => Chain.GetLogs(LogQuery.Block(Keccak.Empty)));
    }

    [Fact]
    public async Task Many_receipts_come_back_in_the_order_of_their_hashes()
    {
        var one = await fixture.Send(ChainFixture.Sender, []);
        var two = await fixture.Send(ChainFixture.Sender, [1]);

        var receipts = await Chain.GetReceipts([two.TransactionHash, Keccak.Empty, one.TransactionHash]);

        receipts.Select(r => r?.TransactionHash).ShouldBe([two.TransactionHash, null, one.TransactionHash]);
    }

    [Fact]
    public async Task A_revert_carries_its_data_and_its_reason_in_words()
    {
        // abi.encodeWithSignature("Error(string)", "too low")
        var data = Convert.FromHexString(
            "08c379a0" + $"{32:x64}" + $"{7:x64}" + Convert.ToHexString("too low"u8) + new string('0', 50)
        );
        var call = new CallRequest(null, Bytecode.RevertsWith(data));

        var reverted = await Should.ThrowAsync<CallRevertedException>(() => Chain.Call(call, BlockRef.Latest));
        reverted.Data.ToArray().ShouldBe(data);
        reverted.Message.ShouldContain("Error(\"too low\")");
        await Should.ThrowAsync<CallRevertedException>(() => Chain.EstimateGas(call, BlockRef.Latest));
    }

    [Fact]
    public async Task One_reverting_call_of_many_leaves_the_others_their_answers()
    {
        var head = (await Chain.GetHeader(BlockRef.Latest))!;
        CallRequest returnsNothing = new(ChainFixture.Sender, default);

        var outcomes = await Chain.CallMany(
            [
                returnsNothing,
                new(null, Bytecode.RevertsWith([1, 2, 3, 4])),
                new(null, Bytecode.IsInvalid),
                returnsNothing,
            ],
            BlockRef.Hash(head.Hash)
        );

        outcomes[0].Value.ShouldBeEmpty();
        outcomes[1].Error.ShouldBeOfType<CallRevertedException>().Data.ToArray().ShouldBe([1, 2, 3, 4]);
        outcomes[2].Error.ShouldBeOfType<CallRevertedException>().Data.IsEmpty.ShouldBeTrue();
        outcomes[3].Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task State_at_a_block_that_is_gone_is_not_answered()
    {
        var call = new CallRequest(ChainFixture.Sender, default);

        await Should.ThrowAsync<NotThereYetException>(() => Chain.Call(call, BlockRef.Hash(Keccak.Empty)));
        await Should.ThrowAsync<NotThereYetException>(() => Chain.Call(call, BlockRef.Number(1_000_000)));
    }

    [Fact]
    public async Task Accounts_show_balance_nonce_and_code()
    {
        var created = await fixture.Send(null, Bytecode.LogsItsInput);

        (await Chain.GetBalance(ChainFixture.Sender, BlockRef.Latest)).ShouldBeGreaterThan(
            (U256)1_000_000_000_000_000_000
        );
        (await Chain.GetTransactionCount(ChainFixture.Sender, BlockRef.Pending)).ShouldBeGreaterThan(0ul);
        (await Chain.GetCode(created.ContractAddress!.Value, BlockRef.Latest)).Length.ShouldBe(9);
        (await Chain.GetCode(ChainFixture.Sender, BlockRef.Latest)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fees_of_the_last_blocks_come_with_the_percentiles_asked_for()
    {
        await fixture.Mine(4);

        var history = await Chain.FeeHistory(3, BlockRef.Latest, [10, 50]);

        history.BaseFees.Count.ShouldBe(4);
        history.GasUsedRatios.Count.ShouldBe(3);
        history.PriorityFees.ShouldAllBe(row => row.Count == 2);
        (await Chain.MaxPriorityFee()).ShouldBeGreaterThan(U256.Zero);
    }

    [Fact]
    public async Task A_receipt_tells_what_the_transaction_cost()
    {
        var before = await Chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);

        var receipt = await fixture.Send(ChainFixture.Sender, [1, 2, 3]);

        var paid = before - await Chain.GetBalance(ChainFixture.Sender, BlockRef.Latest);
        paid.ShouldBe(receipt.GasUsed * receipt.EffectiveGasPrice);
    }
}
