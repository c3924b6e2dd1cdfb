using System.Text.Json;
using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Trie;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Journeys;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet.Chains;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Audit;

/// <summary>A stake's proofs in one file, checked by a process that has nothing else.</summary>
[Collection(FlowTests.Name)]
public sealed class PassportTests(FlowFixture journey) : IDisposable
{
    private static readonly string[] Parts =
    [
        "item",
        "root",
        "lock",
        "sending",
        "ccip",
        "commit",
        "arrival",
        "approvals",
        "mint",
        "events",
    ];

    private static readonly U256 Coin = 1_000_000_000_000_000_000UL;

    private readonly string folder = Directory.CreateTempSubdirectory("passport").FullName;

    private string Instance => Path.GetFileName(Path.GetDirectoryName(journey.Network.NetworkFile)!);

    [Fact]
    public async Task The_trie_over_a_blocks_receipts_has_the_root_that_its_header_names()
    {
        await journey.Avax.StakeAsync(default, 1_000_000_000_000_000_000UL, journey.Receiver);
        var seen = 0;
        foreach (var chain in new LocalChain[] { journey.Avalanche, journey.Ethereum })
            for (var number = await chain.Rpc.GetBlockNumber(); number > 0 && seen < 60; number--)
            {
                var receipts = await chain.Rpc.Request(RpcCall.Json("eth_getBlockReceipts", $"0x{number:x}"));
                if (receipts.GetArrayLength() == 0)
                    continue;
                var block = await chain.Rpc.Request(RpcCall.Json("eth_getBlockByNumber", $"0x{number:x}", false));
                var header = ConsensusHeader.Decode(ConsensusHeader.Encode(block));
                new ReceiptTrie([.. receipts.EnumerateArray().Select(ConsensusReceipt.Encode)]).Root.ShouldBe(
                    header.ReceiptsRoot
                );
                header.Number.ShouldBe(number);
                seen++;
            }
        seen.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task A_real_stakes_passport_holds_and_each_part_changed_by_one_byte_does_not()
    {
        var file = await WriteAsync((await journey.Avax.StakeAsync(default, Coin, journey.Receiver)).Id);
        var (code, verdicts) = await VerifyAsync(file);
        verdicts.Where(verdict => !verdict.Holds).ShouldBeEmpty();
        verdicts.Select(verdict => verdict.Part).ShouldBe(Parts);
        code.ShouldBe(0);

        foreach (var (part, change) in Changes)
        {
            var passport = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
            change(passport);
            var changed = Path.Combine(folder, $"{part}.json");
            await File.WriteAllTextAsync(changed, passport.ToJsonString());

            var (failed, found) = await VerifyAsync(changed);
            failed.ShouldBe(1, part);
            found.Where(verdict => !verdict.Holds).Select(verdict => verdict.Part).ShouldContain(part);
        }
    }

    [Fact]
    public async Task A_queued_stakes_passport_leads_from_its_leaf_through_the_batch_it_left_in()
    {
        var stakes = new List<StakeId>();
        for (var i = 0; i < 3; i++)
            stakes.Add(await journey.Avalanche.QueueAsync(Coin, journey.Receiver));
        var file = await WriteAsync(stakes[1]);

        var (code, verdicts) = await VerifyAsync(file);
        verdicts.Where(verdict => !verdict.Holds).ShouldBeEmpty();
        verdicts.Select(verdict => verdict.Part).ShouldBe(Parts);
        code.ShouldBe(0);

        var passport = JsonNode.Parse(await File.ReadAllTextAsync(file))!.AsObject();
        var proof = passport["root"]!["proof"]!.AsArray();
        proof.ShouldNotBeEmpty();
        Flip(proof, 0);
        await File.WriteAllTextAsync(file, passport.ToJsonString());
        var (failed, found) = await VerifyAsync(file);
        failed.ShouldBe(1);
        found.Where(verdict => !verdict.Holds).Select(verdict => verdict.Part).ShouldBe(["root"]);
    }

    private static IEnumerable<(string Part, Action<JsonObject> Change)> Changes =>
        [
            ("item", passport => Flip(passport["item"]!.AsObject(), "receiver")),
            ("root", passport => Flip(passport["root"]!.AsObject(), "root")),
            ("lock", passport => Flip(passport["lock"]!["nodes"]!.AsArray(), 0)),
            ("sending", passport => Flip(passport["sending"]!.AsObject(), "header")),
            ("ccip", passport => Flip(passport["ccip"]!.AsObject(), "root")),
            ("commit", passport => Flip(passport["commit"]!["nodes"]!.AsArray(), 0)),
            ("arrival", passport => Flip(passport["arrival"]!.AsObject(), "header")),
            ("approvals", passport => Flip(passport["approvals"]![0]!.AsObject(), "policyHash")),
            ("mint", passport => Flip(passport["mint"]!.AsObject(), "blockHash")),
            ("events", passport => Flip(passport["events"]![0]!.AsObject(), "previous")),
        ];

    private static void Flip(JsonObject of, string member) => of[member] = Flipped((string)of[member]!);

    private static void Flip(JsonArray of, int place) => of[place] = Flipped((string)of[place]!);

    /// <summary>One byte in the middle of a hex text.</summary>
    private static string Flipped(string hex)
    {
        var bytes = Hex.Decode(hex);
        bytes[bytes.Length / 2] ^= 1;
        return Hex.Encode(bytes);
    }

    private async Task<string> WriteAsync(StakeId stake)
    {
        await journey.Stakes.ReachesAsync(stake, "MintFinalized");
        // What was written last is notarised within a second.
        await Task.Delay(TimeSpan.FromSeconds(2));
        var file = Path.Combine(folder, "passport.json");
        var ended = await CommandLine.QlsAsync(Instance, "passport", $"{stake}", "-o", file);
        ended.Code.ShouldBe(0, ended.Errors);
        return file;
    }

    /// <summary>In a process of its own that is told of no localnet.</summary>
    private static async Task<(int Code, List<Verdict> Verdicts)> VerifyAsync(string file)
    {
        var ended = await CommandLine.QlsAsync("nowhere", "verify", file, "--json");
        ended.Output.ShouldStartWith("[", customMessage: ended.Errors);
        return (ended.Code, JsonSerializer.Deserialize<List<Verdict>>(ended.Output, JsonSerializerOptions.Web)!);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private sealed record Verdict(string Part, bool Holds, string Says);
}
