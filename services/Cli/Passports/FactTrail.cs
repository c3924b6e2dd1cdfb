using System.Text.Json;
using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>A fact where a stake's streams tell it.</summary>
/// <param name="Block">Its block's number.</param>
internal sealed record SeenFact(B256 TxHash, ulong Block, JsonElement Fact)
{
    public B256 Word(string member) => B256.Parse(Told.Text(Fact, member) ?? "");

    public ulong Number(string member) => Fact.GetProperty(member).GetUInt64();
}

/// <summary>Finds in what the router wrote of a stake where each step of it is on the chains.</summary>
internal sealed class FactTrail(RouterReplay replay)
{
    /// <summary>The newest fact of these kinds: of one that came again after a reorg, where it is now.</summary>
    /// <exception cref="CliException">The stake is not that far.</exception>
    public SeenFact Find(params string[] kinds) =>
        Facts().LastOrDefault(fact => kinds.Contains(Told.Text(fact.Fact, "fact")))
        ?? throw new CliException(
            $"Expected a minted stake, found one without {string.Join(" or ", kinds)}: it is {replay.Then.State}."
        );

    /// <summary>Whom the router asked, and what it handed to the executor.</summary>
    /// <exception cref="CliException">It was not approved yet.</exception>
    public (PassportGuards Guards, ExecuteMint Order) Approval(StakeId id)
    {
        var asked = Last("router.approval-asked.v1");
        var order = Last("router.mint-asked.v1");
        if (asked is not { } asking || order is not { } ordered)
        {
            throw new CliException($"Expected an approved stake, found {id} {replay.Then.State}.");
        }

        return (
            new(
                asking.GetProperty("guardians").Deserialize<List<Address>>(MessageJson.Options) ?? [],
                asking.GetProperty("threshold").GetInt32()
            ),
            ordered.GetProperty("command").Deserialize<ExecuteMint>(MessageJson.Options)
                ?? throw new CliException("The router's order holds nothing.")
        );
    }

    private JsonElement? Last(string type) =>
        replay.Steps.LastOrDefault(step => step.Type == type) is { } step ? step.Data : null;

    private IEnumerable<SeenFact> Facts() =>
        from step in replay.Steps
        where step.Type == "router.facts-observed.v1"
        let block = step.Data.GetProperty("block").GetProperty("number").GetUInt64()
        from fact in step.Data.GetProperty("facts").EnumerateArray()
        select new SeenFact(B256.Parse(Told.Text(fact, "txHash") ?? ""), block, fact.GetProperty("fact"));
}
