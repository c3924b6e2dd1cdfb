using System.Diagnostics;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.Localnet;

[Collection(TestInstance.ServersOneAfterAnother)]
public sealed class ChainSnapshotTests : IDisposable
{
    private const byte LaneOpen = 2;
    private readonly TestInstance instance = new("snapshot-tests");

    public void Dispose() => instance.Dispose();

    [Fact]
    public async Task Chains_from_the_snapshot_equal_freshly_deployed_ones_and_are_up_sooner()
    {
        var (fresh, freshTime) = await StartAsync(useSnapshot: false);
        var (again, againTime) = await StartAsync(useSnapshot: true);

        again.ShouldBe(fresh);
        againTime.ShouldBeLessThan(freshTime);
    }

    private async Task<(string State, TimeSpan Time)> StartAsync(bool useSnapshot)
    {
        var began = Stopwatch.StartNew();
        await using var chains = await LocalChains.StartAsync(
            instance.Folder,
            Repository.Find(),
            ChainsOptions.Default with
            {
                UseSnapshot = useSnapshot,
            },
            TimeProvider.System
        );
        return (await StateOfAsync(chains), began.Elapsed);
    }

    /// <summary>Code and counters that deployment and handshake leave.</summary>
    private static async Task<string> StateOfAsync(LocalChains chains)
    {
        var lines = new List<string>();
        foreach (var chain in chains.All)
        {
            var (ccip, ours) = (chain.Ccip, chain.Protocol);
            foreach (
                var address in new[]
                {
                    ccip.Router,
                    ccip.OnRamp,
                    ccip.OffRamp,
                    ccip.FeeQuoter,
                    ours.QToken,
                    ours.QTokenPool,
                }
            )
            {
                var code = await chain.Rpc.GetCode(address, BlockRef.Latest);
                code.ShouldNotBeEmpty();
                lines.Add($"{chain.Spec.Name} {address} {Keccak.Hash(code)}");
            }

            if (ours.Satellite is { } satellite)
            {
                var hub = await chain.ReadAsync(satellite, new QLStakeSatellite.CurrentHubCall(), BlockRef.Latest);
                hub.State.ShouldBe(LaneOpen);
                var balance = await chain.Rpc.GetBalance(satellite, BlockRef.Latest);
                var sent = await chain.ReadAsync(
                    ccip.OnRamp,
                    new OnRamp.GetExpectedNextSequenceNumberCall(hub.HubSelector),
                    BlockRef.Latest
                );
                lines.Add($"{chain.Spec.Name} {hub} {balance} {sent}");
            }
        }

        return string.Join('\n', lines);
    }
}
