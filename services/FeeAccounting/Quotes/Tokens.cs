using System.Collections.Concurrent;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.FeeAccounting;

/// <summary>How a token's amounts are shown.</summary>
public sealed record TokenInfo(ChainSelector Chain, string ChainName, Address Token, string Symbol, int Decimals);

/// <summary>Reads symbol and decimals once from each token; neither ever changes.</summary>
public sealed class Tokens
{
    private readonly ConcurrentDictionary<(ChainSelector, Address), TokenInfo> _known = [];

    /// <exception cref="QuoteException">There is no token, or its chain does not answer.</exception>
    public async Task<TokenInfo> FindAsync(ConfiguredChain chain, Address token, CancellationToken ct) =>
        _known.TryGetValue((chain.Selector, token), out var known)
            ? known
            : _known[(chain.Selector, token)] = token.IsZero ? Native(chain) : await ReadAsync(chain, token, ct);

    private static TokenInfo Native(ConfiguredChain chain) =>
        new(chain.Selector, chain.Name, Address.Zero, NativeCoins.SymbolOf(chain.Settings.ChainId), 18);

    private static async Task<TokenInfo> ReadAsync(ConfiguredChain chain, Address token, CancellationToken ct)
    {
        try
        {
            var answers = await chain.Rpc.CallMany(
                [
                    new(token, new FactoryBurnMintERC20.SymbolCall().Encode()),
                    new(token, new FactoryBurnMintERC20.DecimalsCall().Encode()),
                ],
                BlockRef.Latest,
                ct
            );
            return new(
                chain.Selector,
                chain.Name,
                token,
                FactoryBurnMintERC20.SymbolCall.DecodeResult(answers[0].Value),
                FactoryBurnMintERC20.DecimalsCall.DecodeResult(answers[1].Value)
            );
        }
        catch (Exception error) when (error is AbiException or CallRevertedException)
        {
            throw QuoteException.NoToken(error, chain, token);
        }
        catch (RpcException error)
        {
            throw QuoteException.Unreachable(error, chain);
        }
    }
}

/// <summary>Native coins by EIP-155 chain id (ethereum-lists/chains).</summary>
public static class NativeCoins
{
    public static string SymbolOf(ulong chainId) =>
        chainId switch
        {
            43113 or 43114 => "AVAX",
            1 or 11155111 or 17000 or 560048 or 42161 or 421614 or 10 or 11155420 or 8453 or 84532 => "ETH",
            137 or 80002 => "POL",
            56 or 97 => "BNB",
            _ => "native coin",
        };
}
