using System.Globalization;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MintExecutor;

/// <summary>An open batch is sent: the operation that does it is queued in the same transaction.</summary>
/// <param name="Generation">Batches of its key sent before it.</param>
/// <param name="CcipFee">In native coin, as quoted.</param>
/// <param name="PaidByExecutor">Of it, the part that neither its leaves' shares nor earlier batches pay.</param>
/// <param name="DirectFee">CCIP's fee for one such stake by itself; null where it cannot be said.</param>
/// <param name="SavedPerStake">What each saves of that.</param>
internal sealed record FlushDecided(
    OperationKind Kind,
    ChainSelector Chain,
    Address Contract,
    ChainSelector Destination,
    Address Asset,
    uint Generation,
    FlushReason Reason,
    uint Count,
    Assets Total,
    Wei CcipFee,
    Wei PaidByExecutor,
    Wei? DirectFee,
    Wei? SavedPerStake,
    DateTimeOffset OpenedAt,
    DateTimeOffset At
);

/// <summary>The batches of one key, one after another.</summary>
internal sealed record FlushLine(FlushDecided? Last) : IState<FlushLine>, IShown
{
    public static FlushLine Initial { get; } = new((FlushDecided?)null);

    public const string Prefix = "flush-";

    /// <summary>Each batch is decided on once; that it is sent is then the operation's business.</summary>
    public bool HasDecided(uint generation) => Last is not null && Last.Generation >= generation;

    public FlushLine Apply(object @event) => @event is FlushDecided decided ? new(decided) : this;

    public IEnumerable<object> Documents(string stream)
    {
        if (Last is null)
            yield break;
        var id = $"{stream}-{Last.Generation}";
        var key = string.Create(CultureInfo.InvariantCulture, $"{Last.At.ToUnixTimeMilliseconds():D15}-{id}");
        yield return new FlushView(id, key, Last);
    }
}

/// <summary>A flush as it is listed.</summary>
/// <param name="Id">The operation's id.</param>
/// <param name="Key">The list's order.</param>
internal sealed record FlushView(string Id, string Key, FlushDecided Flush);
