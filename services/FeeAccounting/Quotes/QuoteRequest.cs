using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What is asked for.</summary>
public enum QuoteKind
{
    /// <summary>An asset staked alone, over a satellite.</summary>
    Stake,

    /// <summary>An asset staked in a batch, over a satellite.</summary>
    Queue,

    /// <summary>Shares given back on the hub for the asset behind them.</summary>
    Redeem,

    /// <summary>Shares moved to another chain over CCIP's Router.</summary>
    Transfer,
}

/// <summary>What somebody would do.</summary>
/// <param name="Chain">Where: the satellite's chain of a stake, the hub of a redemption, where the shares are of a transfer.</param>
/// <param name="Destination">Where to: the satellite's chain of a redemption, any of a transfer; null for a stake, whose satellite knows.</param>
/// <param name="Asset">What is locked or paid out, the zero address for native coin; the liquid token of a transfer.</param>
/// <param name="Amount">In the asset's smallest unit; in shares for a redemption and a transfer.</param>
/// <param name="Receiver">Who would get the shares, or the asset.</param>
/// <param name="Staker">Who would stake: the subsidy has a cap for each account. Zero where nobody is named.</param>
/// <param name="FeeToken">What the fee would be paid in; the zero address is the native coin.</param>
public sealed record QuoteRequest(
    QuoteKind Kind,
    ConfiguredChain Chain,
    ConfiguredChain? Destination,
    Address Staker,
    Address Asset,
    U256 Amount,
    Address Receiver,
    Address FeeToken
)
{
    /// <summary>Reads the query; what is wrong with it comes back as a sentence.</summary>
    public static (QuoteRequest? Request, string? Wrong) Read(
        QuoteKind kind,
        ConfiguredChain chain,
        ConfiguredChain? destination,
        QuoteQuery query
    ) =>
        !TokenText.TryParse(query.Asset ?? "", out var token)
            ? (null, Expected("asset", "a token's address or 'native'", query.Asset))
        : !U256.TryParse(query.Amount, out var units) || units.IsZero
            ? (null, Expected("amount", "a whole number above zero, in the asset's smallest unit", query.Amount))
        : !Address.TryParse(query.Receiver, out var to) || to.IsZero
            ? (null, Expected("receiver", "the address that gets the shares", query.Receiver))
        : !TokenText.TryParse(query.FeeToken ?? "native", out var fee)
            ? (null, Expected("feeToken", "'native' or LINK's address", query.FeeToken))
        : kind is QuoteKind.Queue or QuoteKind.Redeem && !fee.IsZero
            ? (null, Expected("feeToken", "'native', which these are paid in", query.FeeToken))
        : !TryStaker(query.Staker, out var account) ? (null, Expected("staker", "an address, or nothing", query.Staker))
        : (new(kind, chain, destination, account, token, units, to, fee), null);

    private static bool TryStaker(string? text, out Address staker)
    {
        staker = Address.Zero;
        return string.IsNullOrEmpty(text) || Address.TryParse(text, out staker);
    }

    private static string Expected(string name, string expected, string? found) =>
        $"Expected {name} to be {expected}, found {(string.IsNullOrEmpty(found) ? "nothing" : $"'{found}'")}. "
        + "Ask as /quotes?chain=avalanche&asset=native&amount=1000000000000000000&receiver=0x…&feeToken=native.";
}

/// <summary>The query as it was written.</summary>
public sealed record QuoteQuery(
    string? Asset,
    string? Amount,
    string? Receiver,
    string? FeeToken = null,
    string? Staker = null
);
