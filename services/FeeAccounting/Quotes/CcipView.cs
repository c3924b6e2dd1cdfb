using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using CcipQuoter = QLStake.Protocol.Bindings.FeeQuoter;

namespace QLStake.FeeAccounting;

/// <summary>What CCIP never changes on a chain while its OnRamp stays: the fee tokens, and our pools by their token.</summary>
public sealed record CcipView(
    Address FeeQuoter,
    Address Link,
    Address WrappedNative,
    IReadOnlyDictionary<Address, Address> Pools
)
{
    /// <exception cref="RpcException">The chain does not answer.</exception>
    public static async Task<CcipView> ReadAsync(ConfiguredChain chain)
    {
        async Task<byte[]> AskAsync(Address to, byte[] data) =>
            await chain.Rpc.Call(new(to, data), BlockRef.Latest, CancellationToken.None);

        var config = OnRamp.GetDynamicConfigCall.DecodeResult(
            await AskAsync(chain.Settings.OnRamp, new OnRamp.GetDynamicConfigCall().Encode())
        );
        var quoter = config.FeeQuoter;
        var link = CcipQuoter
            .GetStaticConfigCall.DecodeResult(await AskAsync(quoter, new CcipQuoter.GetStaticConfigCall().Encode()))
            .LinkToken;
        var tokens = CcipQuoter.GetFeeTokensCall.DecodeResult(
            await AskAsync(quoter, new CcipQuoter.GetFeeTokensCall().Encode())
        );
        var pools = new Dictionary<Address, Address>();
        foreach (var pool in chain.Settings.Pools)
            pools[
                BurnMintTokenPool.GetTokenCall.DecodeResult(
                    await AskAsync(pool, new BurnMintTokenPool.GetTokenCall().Encode())
                )
            ] = pool;
        // CCIP 1.6 takes its fee in LINK or in wrapped native.
        return new(quoter, link, tokens.First(token => token != link), pools);
    }
}
