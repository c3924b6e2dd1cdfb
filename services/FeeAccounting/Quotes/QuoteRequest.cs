using QLStake.Hosting;

namespace QLStake.FeeAccounting;

/// <summary>What somebody would stake.</summary>
/// <param name="Asset">The zero address is the native coin.</param>
/// <param name="Amount">In the asset's smallest unit.</param>
/// <param name="Receiver">Who would get the shares.</param>
/// <param name="Staker">Who would stake: the subsidy has a cap for each account. Zero where nobody is named.</param>
/// <param name="FeeToken">What the fee would be paid in; the zero address is the native coin.</param>
public sealed record QuoteRequest(
    ConfiguredChain Chain,
    Address Staker,
    Address Asset,
    U256 Amount,
    Address Receiver,
    Address FeeToken
)
{
    /// <summary>Reads the query; what is wrong with it comes back as a sentence.</summary>
    public static (QuoteRequest? Request, string? Wrong) Read(
        ConfiguredChain chain,
        string? asset,
        string? amount,
        string? receiver,
        string? feeToken,
        string? staker
    ) =>
        !TokenText.TryParse(asset ?? "", out var token)
            ? (null, Expected("asset", "a token's address or 'native'", asset))
        : !U256.TryParse(amount, out var units) || units.IsZero
            ? (null, Expected("amount", "a whole number above zero, in the asset's smallest unit", amount))
        : !Address.TryParse(receiver, out var to) || to.IsZero
            ? (null, Expected("receiver", "the address that gets the shares", receiver))
        : !TokenText.TryParse(feeToken ?? "native", out var fee)
            ? (null, Expected("feeToken", "'native' or LINK's address", feeToken))
        : !TryStaker(staker, out var account) ? (null, Expected("staker", "an address, or nothing", staker))
        : (new(chain, account, token, units, to, fee), null);

    private static bool TryStaker(string? text, out Address staker)
    {
        staker = Address.Zero;
        return string.IsNullOrEmpty(text) || Address.TryParse(text, out staker);
    }

    private static string Expected(string name, string expected, string? found) =>
        $"Expected {name} to be {expected}, found {(string.IsNullOrEmpty(found) ? "nothing" : $"'{found}'")}. "
        + "Ask as /quotes?chain=avalanche&asset=native&amount=1000000000000000000&receiver=0x…&feeToken=native.";
}
