using System.Globalization;
using QLStake.Contracts;

namespace QLStake.MintExecutor;

/// <summary>What a call that is no mint is for.</summary>
internal enum OperationKind
{
    Refund,
    Release,
    ReleaseRefund,
    Rest,
    Heartbeat,
    Flush,
    FlushRefunds,
    Rewards,
}

/// <summary>Which operation, and the how-manieth asking.</summary>
/// <param name="Round">Zero for what the executor does by itself: nobody waits for an answer.</param>
internal sealed record OperationName(OperationKind Kind, string Id, int Round)
{
    public const string Prefix = "operation-";

    /// <summary>Each instalment of a payout is an effect of its own; of anything else there is one.</summary>
    public string Stream() =>
        Kind == OperationKind.Rest
            ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Id}-{Round}")
            : $"{Prefix}{Id}";

    public bool IsAsked() => Round != 0;
}

/// <summary>The open batch that a flush means: once another is open, the flush is done.</summary>
internal sealed record MeantBatch(B256 Key, uint Generation);

/// <summary>A call as it is sent: all that is left of what the router asked for.</summary>
/// <param name="To">The hub or satellite of the configuration.</param>
/// <param name="Data">Call data, 0x-hex.</param>
internal sealed record OperationOrder(OperationName Name, ChainSelector Chain, Address To, string Data)
{
    /// <summary>Native coin sent along; what the contract does not need comes back. Null for none.</summary>
    public Wei? Value { get; init; }

    /// <summary>Most that may be sent along if the contract asks for more.</summary>
    public Wei? MostValue { get; init; }

    public MeantBatch? Batch { get; init; }

    public bool IsForHub() =>
        Name.Kind
            is OperationKind.Refund
                or OperationKind.Heartbeat
                or OperationKind.FlushRefunds
                or OperationKind.Rewards;
}
