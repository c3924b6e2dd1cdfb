using Microsoft.AspNetCore.Components;
using QLStake.Contracts;

namespace QLStake.Console;

/// <summary>A form with a quote beside it, which is asked again as the form changes and as time passes.</summary>
public abstract class QuotePage : LivePage
{
    // Whoever types is asked about once he pauses.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private string _quoted = "";
    private int _changes;

    [Inject]
    internal ListingReader Listings { get; set; } = null!;

    [Inject]
    internal OnChain OnChain { get; set; } = null!;

    [Inject]
    internal Upstream Upstream { get; set; } = null!;

    [Inject]
    internal TokenCatalog Tokens { get; set; } = null!;

    [Inject]
    internal Wallet Wallet { get; set; } = null!;

    [Inject]
    internal Kept Kept { get; set; } = null!;

    protected Quote? Quote { get; private set; }

    /// <summary>Why there is no quote, in the words of whoever refused it.</summary>
    protected string? Refusal { get; private set; }

    protected IReadOnlyList<Listing> Listed { get; private set; } = [];

    protected IReadOnlyList<ShareToken> Shares { get; private set; } = [];

    /// <summary>Of what the quote names, as far as known.</summary>
    protected IReadOnlyList<TokenInfo> Known { get; private set; } = [];

    /// <summary>What the account has, by token; the zero address is the native coin.</summary>
    protected Dictionary<Address, U256> Has { get; private set; } = [];

    /// <summary>Whether the receiver is a contract where it is paid.</summary>
    protected bool ReceiverIsContract { get; private set; }

    protected override TimeSpan Every => TimeSpan.FromSeconds(3);

    /// <summary>The quote's query; null while the form is not filled in.</summary>
    internal abstract QueryString? Asked();

    /// <summary>Where the account acts, and the tokens it pays with there.</summary>
    protected abstract (ChainPlace Chain, IEnumerable<Address> Tokens)? Pays();

    /// <summary>Where the receiver is paid.</summary>
    protected abstract (ChainPlace Chain, Address Receiver)? Paid();

    protected virtual void Prefill() { }

    protected override void OnInitialized() => Wallet.Changed += Heard;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Wallet.Changed -= Heard;
        base.Dispose(disposing);
    }

    /// <summary>Takes up what was typed or chosen, and asks for its quote.</summary>
    protected async Task ChangeAsync(Action change)
    {
        change();
        Renew(Asked());
        var mine = ++_changes;
        await Task.Delay(Pause, Clock, Left);
        if (mine == _changes)
            await TryAsync();
    }

    protected override async Task LookAsync()
    {
        (Listed, Shares) = await Listings.ReadAsync(default);
        Prefill();
        await QuoteAsync();
        Has = await BalancesAsync();
        ReceiverIsContract = Paid() is var (chain, receiver) && await OnChain.IsContractAsync(chain, receiver, Left);
    }

    private async Task QuoteAsync()
    {
        var asked = Asked();
        Renew(asked);
        if (asked is not { } query)
            return;
        try
        {
            var quote = await Kept.GetAsync($"quote {query}", () => Upstream.QuoteAsync(query, default));
            Known = await Tokens.FindAsync(
                quote
                    .Parts.Select(part => (part.Chain, part.Token))
                    .Append((quote.Source, quote.Asset))
                    .Append((quote.Destination, quote.Asset))
                    .Append((quote.Arrives.Chain, quote.Arrives.Token)),
                default
            );
            if (_quoted == $"{query}")
                (Quote, Refusal) = (quote, null);
        }
        catch (UpstreamException refused)
        {
            if (_quoted == $"{query}")
                (Quote, Refusal) = (null, refused.Message);
        }
    }

    /// <summary>Nobody may sign by the quote of something else.</summary>
    private void Renew(QueryString? asked)
    {
        if ($"{asked}" != _quoted)
            (Quote, Refusal, _quoted) = (null, null, $"{asked}");
    }

    private async Task<Dictionary<Address, U256>> BalancesAsync()
    {
        if (Wallet.Account is not { } account || Pays() is not var (chain, tokens))
            return [];
        var asked = tokens.Append(Address.Zero).Distinct().ToList();
        var balances = await Task.WhenAll(asked.Select(token => OnChain.BalanceAsync(chain, token, account, Left)));
        return asked.Zip(balances).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private void Heard() =>
        _ = InvokeAsync(async () =>
        {
            await TryAsync();
            StateHasChanged();
        });
}
