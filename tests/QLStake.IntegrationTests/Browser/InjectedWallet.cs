using System.Text;
using System.Text.Json;
using Microsoft.Playwright;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Localnet.Chains;

namespace QLStake.IntegrationTests.Browser;

/// <summary>An EIP-1193 wallet in the page that signs here, with a development key, on the local chains.</summary>
internal sealed class InjectedWallet(IReadOnlyList<LocalChain> chains, DevelopmentAccount account)
{
    private const string Script = """
        window.ethereum = {
          request: async ({ method, params }) => {
            const { result, error } = JSON.parse(await window.signElsewhere(method, JSON.stringify(params ?? [])));
            if (error) throw error;
            return result;
          },
          on() {},
        };
        """;
    private LocalChain _on = chains[^1];

    /// <summary>Each method the page asked for, in order.</summary>
    public List<string> Asked { get; } = [];

    public async Task EnterAsync(IBrowserContext context)
    {
        await context.ExposeFunctionAsync(
            "signElsewhere",
            (string method, string parameters) => AnswerAsync(method, parameters)
        );
        await context.AddInitScriptAsync(Script);
    }

    private async Task<string> AnswerAsync(string method, string parameters)
    {
        Asked.Add(method);
        using var given = JsonDocument.Parse(parameters);
        return method switch
        {
            "eth_requestAccounts" or "eth_accounts" => Result(new[] { $"{account.Address}" }),
            "eth_chainId" => Result($"0x{_on.Spec.ChainId:x}"),
            "wallet_switchEthereumChain" => Switch(given.RootElement[0].GetProperty("chainId").GetString()!),
            "eth_sendTransaction" => Result(await SendAsync(given.RootElement[0])),
            "eth_signTypedData_v4" => Result(Sign(given.RootElement[1].GetString()!)),
            _ => JsonSerializer.Serialize(new { error = new { code = 4200, message = $"{method} is not supported" } }),
        };
    }

    private string Switch(string chainId)
    {
        var wanted = Convert.ToUInt64(chainId, 16);
        if (chains.FirstOrDefault(chain => chain.Spec.ChainId == wanted) is not { } known)
            return JsonSerializer.Serialize(new { error = new { code = 4902, message = "Unknown chain" } });
        _on = known;
        return Result(null);
    }

    private async Task<string> SendAsync(JsonElement transaction)
    {
        using var sender = new Transactor(_on.Rpc, account, TimeProvider.System);
        var receipt = await sender.SendAsync(
            Address.Parse(transaction.GetProperty("to").GetString()!),
            new Prepared(Hex.Decode(transaction.GetProperty("data").GetString()!)),
            U256.Parse(transaction.GetProperty("value").GetString()!)
        );
        return $"{receipt.TransactionHash}";
    }

    private string Sign(string typedData) =>
        account.Key.Sign(TypedData.Parse(Encoding.UTF8.GetBytes(typedData)).Digest).ToString();

    private static string Result(object? result) => JsonSerializer.Serialize(new { result });

    /// <summary>Calldata as the page gave it.</summary>
    private sealed record Prepared(byte[] Data) : IAbiCall
    {
        public byte[] Encode() => Data;
    }
}
