using Microsoft.Extensions.Configuration;
using QLStake.Evm;

namespace QLStake.Hosting;

/// <summary>
/// What the chains say of settings that are to take the place of others. A service that starts with another's contract ends; one
/// that works with the right one must not be ended by a file.
/// </summary>
internal static class NamedContracts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A chain that cannot be read says nothing: it is asked again by whoever needs it.</summary>
    /// <exception cref="ConfigurationException">A contract is another one than it is taken for.</exception>
    public static async Task CheckAsync(IConfiguration configuration, TimeProvider time, CancellationToken ct)
    {
        if (!NetworkFile.Under(configuration).GetSection("QLStake:Chains").Exists())
            return;
        var chains = ChainSettings.ReadAll(configuration);
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        await Task.WhenAll(chains.Select((chain, place) => CheckAsync(chain, place)));

        async Task CheckAsync(ChainSettings settings, int place)
        {
            await using var rpc = EvmChain.Create(settings.ClientOptions(place), time);
            var others = chains.Select(other => other.Selector).Where(other => other != settings.Selector);
            try
            {
                await ContractIdentity.CheckAsync(new(settings, place, rpc), others, either.Token);
            }
            catch (Exception error) when (error is RpcException or EvmDataException or OperationCanceledException)
            {
                ct.ThrowIfCancellationRequested();
            }
        }
    }
}
