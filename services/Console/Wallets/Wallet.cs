using Microsoft.JSInterop;

namespace QLStake.Console;

/// <summary>The visitor's wallet (EIP-1193), one for each open page. It signs and sends; nothing here holds a key.</summary>
internal sealed class Wallet(IJSRuntime browser) : IAsyncDisposable
{
    private IJSObjectReference? _module;
    private DotNetObjectReference<Wallet>? _self;

    /// <summary>The account was chosen or left, or the network changed.</summary>
    public event Action? Changed;

    public Address? Account { get; private set; }

    /// <summary>EIP-155 chain id of the network the wallet is on.</summary>
    public ulong? ChainId { get; private set; }

    /// <summary>Takes up an account that this page was shown before; asks nobody.</summary>
    public async Task RecallAsync() => Take(await (await ModuleAsync()).InvokeAsync<WalletState?>("recall"));

    /// <exception cref="WalletException">There is no wallet, or its owner declined.</exception>
    public async Task ConnectAsync() => Take(await AskAsync<WalletState>("connect"));

    /// <summary>This page forgets it; the wallet itself stays as it is.</summary>
    public async Task ForgetAsync()
    {
        await (await ModuleAsync()).InvokeVoidAsync("forget");
        Take(null);
    }

    /// <exception cref="WalletException">The wallet does not know the chain, or its owner declined.</exception>
    public async Task SwitchAsync(ulong chainId)
    {
        if (ChainId != chainId)
            Take(await AskAsync<WalletState>("switchTo", $"0x{chainId:x}"));
        if (ChainId != chainId)
            throw new WalletException(
                $"Expected the wallet on chain id {chainId}, found it on {ChainId}. Switch it there."
            );
    }

    /// <returns>The transaction's hash; it is sent, and in no block yet.</returns>
    /// <exception cref="WalletException">The wallet could not send it, or its owner declined.</exception>
    public async Task<B256> SendAsync(Order order)
    {
        var hash = await AskAsync<string>(
            "send",
            new
            {
                from = $"{Account}",
                to = $"{order.To}",
                data = Hex.Encode(order.Data.Span),
                value = $"0x{(System.Numerics.BigInteger)order.Value:x}",
            }
        );
        return B256.TryParse(hash, out var transaction)
            ? transaction
            : throw new WalletException($"Expected a transaction's hash of the wallet, found '{hash}'.");
    }

    /// <param name="typedData">An EIP-712 document as JSON.</param>
    /// <returns>65 bytes r ‖ s ‖ v as 0x-hex.</returns>
    /// <exception cref="WalletException">The wallet cannot, or its owner declined.</exception>
    public Task<string> SignAsync(string typedData) => AskAsync<string>("sign", $"{Account}", typedData);

    [JSInvokable]
    public void Tell(WalletState? state) => Take(state);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_module is not null)
                await _module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and its module with it.
        }
        _self?.Dispose();
    }

    private void Take(WalletState? state)
    {
        Account = Address.TryParse(state?.Account, out var account) ? account : null;
        ChainId = state?.ChainId;
        Changed?.Invoke();
    }

    private async Task<T> AskAsync<T>(string what, params object?[] with)
    {
        var answer = await (await ModuleAsync()).InvokeAsync<WalletAnswer<T>>(what, with);
        return answer.Problem is { } problem ? throw new WalletException(problem) : answer.Value!;
    }

    private async Task<IJSObjectReference> ModuleAsync()
    {
        if (_module is not null)
            return _module;
        _module = await browser.InvokeAsync<IJSObjectReference>("import", "/js/wallet.js");
        await _module.InvokeVoidAsync("watch", _self = DotNetObjectReference.Create(this));
        return _module;
    }

    private sealed record WalletAnswer<T>(T? Value, string? Problem);
}

/// <summary>As the wallet tells it.</summary>
public sealed record WalletState(string? Account, ulong? ChainId);

/// <summary>The wallet or its owner refused; the message is one sentence for the page.</summary>
public sealed class WalletException(string message) : Exception(message);
