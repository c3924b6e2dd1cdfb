using System.Text.Json;
using QLStake.Evm;
using QLStake.IntegrationTests.Localnet;
using QLStake.Localnet;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;
using Xunit;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>One real chain, whose blocks come only when asked for, shared by the tests of this folder.</summary>
public sealed class ChainFixture : IAsyncLifetime, IDisposable
{
    public const ulong ChainId = 43113;

    private TestInstance? _instance;
    private AnvilNode? _anvil;

    /// <summary>anvil's first development account; the node signs for it.</summary>
    public static Address Sender { get; } = Address.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

    public Uri Url => _anvil!.Rpc;

    public Uri WebSocket => new UriBuilder(Url) { Scheme = "ws" }.Uri;

    /// <summary>The chain without anything in between.</summary>
    public EvmChain Chain { get; private set; } = null!;

    public static EvmChainOptions Options(params Uri[] endpoints) =>
        new()
        {
            Name = "fuji",
            ChainId = ChainId,
            Endpoints = endpoints,
            RequestTimeout = TimeSpan.FromSeconds(2),
            OverallTimeout = TimeSpan.FromSeconds(10),
            RetryPause = TimeSpan.FromMilliseconds(20),
            ProbeInterval = TimeSpan.FromMilliseconds(100),
        };

    public async Task InitializeAsync()
    {
        _instance = new TestInstance("rpc");
        var tool = Tool.Anvil(Repository.Find().Contracts);
        _anvil = await AnvilNode.StartAsync(
            _instance.Folder,
            new AnvilOptions("fuji", ChainId, TimeSpan.FromHours(1), tool),
            TimeProvider.System
        );
        Chain = EvmChain.Create(Options(Url), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await Chain.DisposeAsync();
        await _anvil!.DisposeAsync();
    }

    public void Dispose() => _instance?.Dispose();

    public Task Mine(int blocks = 1) => Chain.Request(RpcCall.Json("anvil_mine", $"0x{blocks:x}"));

    /// <summary>Sends from the development account and returns the receipt of the block it is in.</summary>
    public async Task<TransactionReceipt> Send(Address? to, byte[] data)
    {
        var transaction = new Dictionary<string, string?>
        {
            ["from"] = Sender.ToString(),
            ["to"] = to?.ToString(),
            ["data"] = Hex.Encode(data),
        };
        var hash = await Chain.Request(RpcCall.Json("eth_sendTransaction", transaction));
        return await Mined(B256.Parse(hash.GetString()!));
    }

    /// <summary>The receipt, as soon as the node has put the transaction into a block, which it does by itself.</summary>
    public async Task<TransactionReceipt> Mined(B256 transactionHash)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (await Chain.GetReceipt(transactionHash) is { } receipt)
                return receipt;
            await Task.Delay(10);
        }
        throw new TimeoutException($"expected a receipt of {transactionHash} within 2 s, found none");
    }

    /// <summary>A transaction of the development account, signed and not sent.</summary>
    public async Task<byte[]> Sign(ulong nonce, ulong value = 1, ulong feePerGas = 3_000_000_000)
    {
        var transaction = new Dictionary<string, string>
        {
            ["from"] = Sender.ToString(),
            ["to"] = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
            ["nonce"] = $"0x{nonce:x}",
            ["value"] = $"0x{value:x}",
            ["gas"] = "0x5208",
            ["maxFeePerGas"] = $"0x{feePerGas:x}",
            ["maxPriorityFeePerGas"] = $"0x{feePerGas:x}",
        };
        var signed = await Chain.Request(RpcCall.Json("eth_signTransaction", transaction));
        return Hex.Decode((signed.ValueKind == JsonValueKind.String ? signed : signed.GetProperty("raw")).GetString()!);
    }
}

[CollectionDefinition(Name)]
public sealed class ChainGroup : ICollectionFixture<ChainFixture>
{
    public const string Name = "one real chain";
}
