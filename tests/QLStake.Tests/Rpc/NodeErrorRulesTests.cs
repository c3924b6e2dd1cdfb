using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

/// <summary>What nodes and providers really say, and what it means.</summary>
public sealed class NodeErrorRulesTests
{
    [Theory]
    [InlineData("eth_call", 3, "execution reverted", typeof(CallRevertedException))]
    [InlineData("eth_call", -32000, "execution reverted: too low", typeof(CallRevertedException))]
    [InlineData("eth_call", -32015, "VM execution error.", typeof(CallRevertedException))]
    [InlineData("eth_call", -32603, "EVM error OutOfGas", typeof(CallRevertedException))]
    [InlineData("eth_estimateGas", -32000, "gas required exceeds allowance (30000000)", typeof(CallRevertedException))]
    [InlineData("eth_call", -32000, "header not found", typeof(NotThereYetException))]
    [InlineData("eth_call", -32000, "missing trie node 3f2a (path )", typeof(NotThereYetException))]
    [InlineData("eth_call", -32001, "Resource not found", typeof(NotThereYetException))]
    [InlineData("eth_call", -32000, "hash 0x12 is not currently canonical", typeof(NotThereYetException))]
    [InlineData("eth_getBlockByNumber", -39001, "Unknown block", typeof(NotThereYetException))]
    [InlineData("eth_getBlockByNumber", -32000, "finalized block not found", typeof(NotThereYetException))]
    [InlineData("eth_getLogs", -32000, "unknown block", typeof(NotThereYetException))]
    [InlineData("eth_call", -32000, "execution aborted (timeout = 5s)", typeof(RpcTransportException))]
    [InlineData(
        "eth_call",
        -32005,
        "daily request count exceeded, request rate limited",
        typeof(LimitExceededException)
    )]
    [InlineData(
        "eth_call",
        429,
        "Your app has exceeded its compute units per second capacity",
        typeof(LimitExceededException)
    )]
    [InlineData("eth_getLogs", -32007, "100/second request limit reached", typeof(LimitExceededException))]
    [InlineData("eth_getLogs", -32005, "query returned more than 10000 results", typeof(AnswerTooLargeException))]
    [InlineData("eth_getBalance", -32602, "invalid argument 0: block range", typeof(RpcErrorException))]
    [InlineData("eth_getBalance", -32601, "the method eth_getBalance does not exist", typeof(RpcErrorException))]
    [InlineData("eth_sendRawTransaction", -32000, "already known", typeof(AlreadyKnownException))]
    [InlineData("eth_sendRawTransaction", -32003, "transaction already imported", typeof(AlreadyKnownException))]
    [InlineData("eth_sendRawTransaction", -32000, "ALREADY_EXISTS: already known", typeof(AlreadyKnownException))]
    [InlineData("eth_sendRawTransaction", -32000, "Known transaction", typeof(AlreadyKnownException))]
    [InlineData(
        "eth_sendRawTransaction",
        -32000,
        "nonce too low: next nonce 5, tx nonce 4",
        typeof(NonceTooLowException)
    )]
    [InlineData(
        "eth_sendRawTransaction",
        -32010,
        "OldNonce, Current nonce: 5, nonce of rejected tx: 4",
        typeof(NonceTooLowException)
    )]
    [InlineData(
        "eth_sendRawTransaction",
        -32000,
        "replacement transaction underpriced",
        typeof(ReplacementUnderpricedException)
    )]
    [InlineData(
        "eth_sendRawTransaction",
        -32000,
        "could not replace existing tx",
        typeof(ReplacementUnderpricedException)
    )]
    [InlineData("eth_sendRawTransaction", -32010, "ReplacementNotAllowed", typeof(ReplacementUnderpricedException))]
    [InlineData("eth_sendRawTransaction", -32000, "transaction underpriced: gas tip cap 1", typeof(FeeTooLowException))]
    [InlineData(
        "eth_sendRawTransaction",
        -32000,
        "max fee per gas less than block base fee",
        typeof(FeeTooLowException)
    )]
    [InlineData(
        "eth_sendRawTransaction",
        -32000,
        "insufficient funds for gas * price + value",
        typeof(InsufficientFundsException)
    )]
    [InlineData(
        "eth_sendRawTransaction",
        -32004,
        "Upfront cost exceeds account balance",
        typeof(InsufficientFundsException)
    )]
    [InlineData("eth_sendRawTransaction", -32000, "intrinsic gas too low", typeof(RpcErrorException))]
    public void The_same_meaning_in_every_dialect(string method, int code, string words, Type meaning)
    {
        NodeErrorRules.Classify(new(method, "node:8545", code, words, default)).ShouldBeOfType(meaning);
    }

    [Fact]
    public void A_revert_is_final_while_a_lagging_node_may_be_replaced_by_another()
    {
        var reverted = NodeErrorRules.Classify(new("eth_call", "node", -32603, "EVM error InvalidFEOpcode", default));
        (reverted.MayHelpElsewhere, reverted.MayHelpLater).ShouldBe((false, false));

        var lagging = NodeErrorRules.Classify(new("eth_call", "node", -32000, "header not found", default));
        (lagging.MayHelpElsewhere, lagging.MayHelpLater).ShouldBe((true, false));
    }

    [Fact]
    public void The_message_has_method_host_words_and_remedy()
    {
        var error = NodeErrorRules.Classify(
            new("eth_sendRawTransaction", "node:8545", -32000, "nonce too low", default)
        );

        error.Message.ShouldBe(
            "eth_sendRawTransaction at node:8545 was refused: nonce too low (code -32000). "
                + "Read the account's transaction count and sign again."
        );
    }
}
