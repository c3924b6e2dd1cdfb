using QLStake.Protocol.Bindings;

namespace QLStake.Console;

/// <summary>What a contract must be allowed to take before it can be called.</summary>
internal static class Allowances
{
    /// <returns>One approval of exactly what is needed; none where that much is allowed already.</returns>
    /// <exception cref="UpstreamException">The chain cannot be read.</exception>
    public static async Task<IReadOnlyList<Order>> MissingAsync(
        OnChain chains,
        ChainPlace chain,
        Address token,
        Address owner,
        Address spender,
        U256 needed,
        string name
    )
    {
        var allowed = await chains.ReadAsync(chain, token, new QLiquidToken.AllowanceCall(owner, spender), default);
        return allowed >= needed ? [] : [Orders.Approve(chain, token, spender, needed, name)];
    }
}
