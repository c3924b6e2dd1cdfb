using System.Globalization;
using System.Text.Json;
using QLStake.Benchmarks.Localnet;
using QLStake.Contracts;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Messages;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Benchmarks.Fees;

/// <summary>What a stake costs alone and in batches, as the books have it once all is minted.</summary>
internal sealed class CostFigures(LocalNetwork network, HttpClient fees)
{
    private static readonly U256 Amount = 10_000_000_000_000_000UL;
    private static readonly Address Holder = DevelopmentAccount.Staker.Address;

    private LocalChain Source => network.Chains.Avalanche;

    private Address Satellite => Source.Protocol.Satellite!.Value;

    private Address Hub => network.Chains.Ethereum.Protocol.Hub!.Value;

    private ulong HubSelector => network.Chains.Ethereum.Spec.Selector.Value;

    /// <summary>Brings a localnet up whose batches wait for us, prints its costs as Markdown and takes it down.</summary>
    public static async Task PrintAsync(CancellationToken stop)
    {
        var options = new LocalNetworkOptions { Instance = "costs", WithServices = false };
        await using var network = await LocalNetwork.StartAsync(options, null, stop);
        network.Services[ServiceNames.MintExecutor].Configure("QLSTAKE__EXECUTOR__BATCHING__MAXWAIT", "01:00:00");
        await network.Services.StartAllAsync(stop);
        using var fees = new HttpClient { BaseAddress = network.Services[ServiceNames.FeeAccounting].Address };
        var figures = new CostFigures(network, fees);
        var alone = await new Staker(network.Chains.Avalanche, TimeProvider.System).StakeAsync(1, stop);
        await figures.SayAsync("alone", [alone[0].Id], null, stop);
        // The first batch finds its slots empty; every later one finds them in use.
        await figures.BatchAsync(2, stop);
        foreach (var size in new[] { 10, 50 })
        {
            var (stakes, root) = await figures.BatchAsync(size, stop);
            await figures.SayAsync($"queued, {size} in a message", stakes, root, stop);
        }
    }

    private async Task<(IReadOnlyList<StakeId> Stakes, B256 Root)> BatchAsync(int size, CancellationToken stop)
    {
        var staker = Source.As(DevelopmentAccount.Staker);
        var stakes = new List<StakeId>();
        for (var i = 0; i < size; i++)
        {
            var asked = new QLStakeSatellite.QuoteQueueCall(default, Amount);
            var quote = await Source.ReadAsync(Satellite, asked, BlockRef.Latest, stop);
            var call = new QLStakeSatellite.QueueCall(default, Amount, Holder, default, quote.Total);
            var receipt = await staker.SendAsync(Satellite, call, Amount + quote.Total, stop: stop);
            foreach (var log in receipt.Logs)
                if (QLStakeSatellite.StakeQueued.TryDecode(log, out var queued))
                    stakes.Add(new(queued.StakeId));
        }

        var key = BatchKey.Of(MessageKind.Stake, network.Chains.Ethereum.Spec.Selector, Hub, default);
        var batch = await Source.ReadAsync(Satellite, new QLStakeSatellite.OpenBatchCall(key), BlockRef.Latest, stop);
        var toPay = await Source.ReadAsync(
            Satellite,
            new QLStakeSatellite.QuoteFlushCall(HubSelector, Hub, default),
            BlockRef.Latest,
            stop
        );
        await staker.SendAsync(
            Satellite,
            new QLStakeSatellite.FlushCall(HubSelector, Hub, default),
            toPay.ToPay,
            stop: stop
        );
        return (stakes, batch.Root);
    }

    /// <summary>Gas on average; fees in native coin of the source chain.</summary>
    private async Task SayAsync(string what, IReadOnlyList<StakeId> stakes, B256? root, CancellationToken stop)
    {
        var parts = new List<JsonElement>();
        foreach (var stake in stakes)
            parts.AddRange(await PartsAsync($"{stake}", "MintGas", stop));
        if (root is { } message)
            parts.AddRange(await PartsAsync($"root:{message}", "FlushGas", stop));
        double Gas(string name) => Sum(parts, name, "gas") / stakes.Count;
        double Coins(params string[] names) => names.Sum(name => Sum(parts, name, "amount")) / stakes.Count / 1e18;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {Gas("StakeGas"):f0} | {Gas("FlushGas"):f0} | {Gas("MintGas"):f0} | {Coins("CcipFee", "FlushRepayment"):f6} | {Coins("CcipFee", "BatchShare"):f6} |"
            )
        );
    }

    private static double Sum(IEnumerable<JsonElement> parts, string name, string what) =>
        parts
            .Where(part => part.GetProperty("name").GetString() == name)
            .Sum(part => double.Parse(part.GetProperty(what).ToString(), CultureInfo.InvariantCulture));

    private async Task<IEnumerable<JsonElement>> PartsAsync(string subject, string last, CancellationToken stop)
    {
        while (true)
        {
            using var answer = await fees.GetAsync(new Uri($"/fees/{subject}", UriKind.Relative), stop);
            if (answer.IsSuccessStatusCode)
            {
                var cost = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(stop));
                var parts = cost.GetProperty("parts").EnumerateArray().ToList();
                if (parts.Any(part => part.GetProperty("name").GetString() == last))
                    return parts;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }
    }
}
