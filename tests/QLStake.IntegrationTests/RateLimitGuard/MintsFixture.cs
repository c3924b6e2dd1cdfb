using System.Net.Http.Json;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.IntegrationTests.Hosting;
using QLStake.IntegrationTests.Localnet;
using QLStake.IntegrationTests.Rpc;
using QLStake.IntegrationTests.Servers;
using QLStake.Localnet;
using QLStake.Localnet.Chains;
using QLStake.Localnet.Services;
using QLStake.Protocol.Bindings;
using Xunit;
using ChainBlock = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.RateLimitGuard;

/// <summary>A localnet with guard and executor running; the router's part is the test's.</summary>
public sealed class MintsFixture : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private LocalNetwork Network { get; set; } = null!;
    internal RouterLog Router { get; private set; } = null!;
    internal LocalChain Avalanche => Network.Chains.Avalanche;
    internal LocalChain Arbitrum => Network.Chains.Arbitrum;
    internal LocalChain Hub => Network.Chains.Ethereum;

    /// <summary>The guard's second endpoint of Avalanche: both must agree.</summary>
    internal FaultProxy Second { get; private set; } = null!;

    /// <summary>The guard's only endpoint of Arbitrum.</summary>
    internal FaultProxy Faulty { get; private set; } = null!;
    internal ServiceProcess Guard => Network.Services[ServiceNames.RateLimitGuard];
    internal ServiceProcess Executor => Network.Services[ServiceNames.MintExecutor];

    public async Task InitializeAsync()
    {
        var options = new LocalNetworkOptions
        {
            Instance = $"mints-{Environment.ProcessId}",
            Servers = await TestServers.ChosenAsync(),
            WithServices = false,
        };
        Network = await LocalNetwork.StartAsync(options);
        Router = await RouterLog.StartAsync(Network.Services.Addresses[ServiceNames.MessageRouter]);
        (Second, Faulty) = (await FaultProxy.Start(Avalanche.RpcUri), await FaultProxy.Start(Arbitrum.RpcUri));
        foreach (var service in new[] { Guard, Executor })
            service.Configure("QLSTAKE__FEEDINTERVAL", "00:00:00.200");
        Guard.Configure($"QLSTAKE__CHAINS__{IndexOf(Avalanche)}__RPC__1", Second.Url.ToString());
        Guard.Configure($"QLSTAKE__CHAINS__{IndexOf(Arbitrum)}__RPC__0", Faulty.Url.ToString());
        await Task.WhenAll(Guard.StartAsync(), Executor.StartAsync());
    }

    public async Task DisposeAsync()
    {
        await Network.DisposeAsync();
        await Router.DisposeAsync();
        await Second.DisposeAsync();
        await Faulty.DisposeAsync();
        http.Dispose();
    }

    private int IndexOf(LocalChain chain) => Network.Chains.All.ToList().IndexOf(chain);

    /// <summary>Stakes, and waits until the hub has the root.</summary>
    internal async Task<ApproveMint> StakeAsync(U256 amount, Address receiver)
    {
        var stake = await new StakeSender(Avalanche).StakeAsync(default, amount, receiver);
        var rootOf = new QLStakeHub.RootOfCall(
            Avalanche.Spec.Selector.Value,
            Avalanche.Protocol.Satellite!.Value,
            (byte)MessageKind.Stake,
            stake.Id.Value
        );
        await Eventually.HoldsAsync(
            () => Hub.ReadAsync(Hub.Protocol.Hub!.Value, rootOf, ChainBlock.Latest),
            root => root.ReceivedAt != 0,
            Patience,
            "the hub receives the root"
        );
        return Asking(stake);
    }

    internal ApproveMint Asking(SentStake stake, int round = 1)
    {
        var item = new StakeItem(
            new(Avalanche.Spec.Selector, Hub.Spec.Selector),
            Avalanche.Protocol.Satellite!.Value,
            Hub.Protocol.Hub!.Value,
            stake.Item.Asset,
            new(stake.Item.Amount),
            stake.Item.Receiver,
            stake.Item.RefundTo,
            stake.Item.Nonce,
            stake.Item.Index
        );
        var block = new QLStake.Contracts.BlockRef(stake.Receipt.BlockNumber, stake.Receipt.BlockHash, 0);
        var evidence = new MintEvidence(stake.MessageId, stake.SequenceNumber, block, stake.Receipt.TransactionHash, 1);
        return new(stake.Id, round, item, stake.Id.Value, [], evidence);
    }

    internal static ExecuteMint Order(ApproveMint asked, params MintApproved[] approvals) =>
        new(asked.StakeId, asked.Round, asked.Item, asked.Root, asked.Proof, approvals);

    /// <summary>Asks the guard and waits for the approval.</summary>
    internal async Task<MintApproved> ApprovedAsync(ApproveMint asked)
    {
        Router.Say(asked);
        return await SaidAsync<MintApproved>(Guard, m => m.StakeId == asked.StakeId && m.Round == asked.Round);
    }

    /// <summary>The first message of a kind that a service has shipped.</summary>
    internal async Task<T> SaidAsync<T>(ServiceProcess service, Func<T, bool> which, TimeSpan? within = null)
        where T : class =>
        (
            await Eventually.HoldsAsync(
                async () => (await LogAsync(service)).OfType<T>().FirstOrDefault(which),
                found => found is not null,
                within ?? Patience,
                $"{service.Name} says {typeof(T).Name}"
            )
        )!;

    internal async Task<IReadOnlyList<object>> LogAsync(ServiceProcess service)
    {
        var entries = new List<LogEntry>();
        for (var after = -1L; after != (entries.LastOrDefault()?.Position ?? 0); )
        {
            after = entries.LastOrDefault()?.Position ?? 0;
            var page = await http.GetFromJsonAsync<FeedPage>(
                new Uri(service.Address, $"/feed?source={service.Name}&after={after}"),
                MessageJson.Options
            );
            entries.AddRange(page!.Entries);
        }
        return
        [
            .. entries.Select(entry =>
                System.Text.Json.JsonSerializer.Deserialize(
                    entry.Body,
                    MessageNames.Find(entry.Name)!,
                    MessageJson.Options
                )!
            ),
        ];
    }

    internal Task<string> GetAsync(ServiceProcess service, string path) =>
        http.GetStringAsync(new Uri(service.Address, path));

    internal Task<bool> IsMintedAsync(ExecuteMint order) =>
        Hub.ReadAsync(
            order.Item.Hub,
            new QLStakeHub.IsConsumedCall(
                order.Item.Lane.Source.Value,
                order.Item.Satellite,
                order.Root,
                order.Item.Index
            ),
            ChainBlock.Latest
        );

    internal Task UntilMintedAsync(ExecuteMint order) =>
        Eventually.HoldsAsync(() => IsMintedAsync(order), minted => minted, Patience, $"{order.StakeId} is minted");

    internal Task<U256> SharesAsync(Address holder) =>
        Hub.ReadAsync(Hub.Protocol.QToken, new QLiquidToken.BalanceOfCall(holder), ChainBlock.Latest);
}

[CollectionDefinition(Name)]
public sealed class MintsTests : ICollectionFixture<MintsFixture>
{
    public const string Name = "guard and executor";
}
