namespace QLStake.Evm;

/// <summary>
/// Tells what a node's error means. Only reverts and rate limits have codes that most nodes agree on (EIP-1474, code 3);
/// the rest is told by the wording of geth, coreth, nitro, Erigon, Nethermind, Besu, anvil and the hosted providers.
/// </summary>
internal static class NodeErrorRules
{
    private const int RevertedCode = 3;
    private const int ResourceNotFound = -32001;
    private const int LimitExceeded = -32005;
    private const int ParityExecutionError = -32015;
    private const int TooManyRequests = 429;

    public static RpcException Classify(NodeError error) =>
        error.Method switch
        {
            // First: providers give the code of a rate limit to ranges that are too wide.
            "eth_getLogs" when LogLimitDialects.Knows(error.Message) && !SpeaksOfRate(error) =>
                new AnswerTooLargeException(
                    $"eth_getLogs at {error.Host}: {error.Message} (code {error.Code}). Ask for fewer blocks, addresses or topics."
                ),
            _ when IsRateLimit(error) => new LimitExceededException(error),
            _ when Says(
                    error,
                    "timed out",
                    "timeout",
                    "deadline exceeded",
                    "temporarily",
                    "no backend",
                    "overloaded"
                ) => new RpcTransportException($"{error.Method} at {error.Host}: {error.Message}", retryable: true),
            "eth_sendRawTransaction" => Refusal(error),
            "eth_call" or "eth_estimateGas" when IsFailedExecution(error) => new CallRevertedException(error),
            _ when IsMissingBlock(error) => new NotThereYetException(
                $"{error.Method} at {error.Host}: {error.Message}. The endpoint has not reached the block yet, or no longer holds it."
            ),
            _ => new RpcErrorException(error),
        };

    private static RpcErrorException Refusal(NodeError error) =>
        error switch
        {
            _ when Says(
                    error,
                    "already known",
                    "alreadyknown",
                    "already imported",
                    "known transaction",
                    "already exists"
                ) => new AlreadyKnownException(error),
            _ when Says(error, "nonce too low", "nonce is too low", "oldnonce") => new NonceTooLowException(error),
            _ when Says(error, "replacement", "could not replace", "same nonce in the queue") =>
                new ReplacementUnderpricedException(error),
            _ when Says(
                    error,
                    "insufficient funds",
                    "insufficientfunds",
                    "insufficient balance",
                    "exceeds account balance"
                ) => new InsufficientFundsException(error),
            _ when Says(
                    error,
                    "underpriced",
                    "less than block base fee",
                    "feetoolow",
                    "fee too low",
                    "gas price too low"
                ) => new FeeTooLowException(error),
            _ => new RpcErrorException(error),
        };

    private static bool IsRateLimit(NodeError error) =>
        error.Code is LimitExceeded or TooManyRequests || SpeaksOfRate(error);

    private static bool SpeaksOfRate(NodeError error) =>
        Says(
            error,
            "rate limit",
            "too many requests",
            "request limit",
            "requests per second",
            "quota",
            "compute units"
        );

    private static bool IsFailedExecution(NodeError error) =>
        error.Code is RevertedCode or ParityExecutionError
        || Says(error, "revert", "out of gas", "invalid opcode", "invalid jump", "stack overflow", "stack underflow")
        || Says(error, "evm error", "gas required exceeds", "always failing transaction");

    private static bool IsMissingBlock(NodeError error) =>
        error.Code == ResourceNotFound
        || Says(error, "unknown block", "block not found", "header not found", "blockoutofrange", "cannot find block")
        || Says(
            error,
            "not currently canonical",
            "missing trie node",
            "state unavailable",
            "state is not available",
            "pruned"
        );

    private static bool Says(NodeError error, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
            if (error.Message.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
