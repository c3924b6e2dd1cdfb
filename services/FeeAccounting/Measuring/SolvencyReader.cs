using Npgsql;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.FeeAccounting;

/// <summary>One asset of one satellite by the contracts' counters, in the hub's 18 decimals.</summary>
/// <param name="Locked">The satellite's.</param>
/// <param name="Backing">The hub's, of what stands behind minted shares.</param>
public sealed record Coverage(ConfiguredChain Chain, Address Asset, U256 Locked, U256 Backing)
{
    /// <summary>Backing without anything locked for it; zero unless something is badly wrong.</summary>
    public U256 Gap => Backing > Locked ? Backing - Locked : U256.Zero;
}

/// <summary>
/// Reads both sides of what must never be exceeded: backing is part of what is locked (protocol, solvency). The satellite is
/// read first: what the hub mints was locked long before, and what a satellite paid out has left the hub's backing already.
/// </summary>
public sealed class SolvencyReader(FeeChains chains, NpgsqlDataSource database)
{
    private const int Decimals = 18;

    private const string Assets = """
        select distinct data->>'token' from mt_doc_ledgerrow
        where data->>'chain' = $1 and data->'accounts' @> '[{"kind": "Locked"}]'
        """;

    /// <summary>Every asset that was ever locked and is listed at the hub.</summary>
    public async Task<IReadOnlyList<Coverage>> ReadAsync(CancellationToken ct)
    {
        var coverage = new List<Coverage>();
        foreach (var hub in chains.All.Where(chain => chain.Settings.Hub is not null))
        foreach (var chain in chains.All.Where(chain => chain.Settings.Satellite is not null))
        foreach (var asset in await AssetsAsync(chain.Selector, ct))
            if (await ReadAsync(hub, chain, asset, ct) is { } found)
                coverage.Add(found);
        return coverage;
    }

    private static async Task<Coverage?> ReadAsync(
        ConfiguredChain hub,
        ConfiguredChain chain,
        Address asset,
        CancellationToken ct
    )
    {
        var satellite = chain.Settings.Satellite!.Value;
        var locked = await AskAsync(chain, satellite, new QLStakeSatellite.LockedCall(asset).Encode(), ct);
        var contract = hub.Settings.Hub!.Value;
        var answers = await hub.Rpc.CallMany(
            [
                new(contract, new QLStakeHub.ListingOfCall(chain.Selector.Value, satellite, asset).Encode()),
                new(contract, new QLStakeHub.BackingOfCall(chain.Selector.Value, satellite, asset).Encode()),
            ],
            BlockRef.Latest,
            ct
        );
        var listing = QLStakeHub.ListingOfCall.DecodeResult(answers[0].Value);
        if (listing.LiquidToken == default)
            return null;
        var backing = QLStakeHub.BackingOfCall.DecodeResult(answers[1].Value);
        return new(chain, asset, QLStakeSatellite.LockedCall.DecodeResult(locked) * Unit(listing.Decimals), backing);
    }

    private static Task<byte[]> AskAsync(ConfiguredChain chain, Address contract, byte[] call, CancellationToken ct) =>
        chain.Rpc.Call(new(contract, call), BlockRef.Latest, ct);

    private static U256 Unit(int decimals)
    {
        U256 unit = 1;
        for (var i = decimals; i < Decimals; i++)
            unit *= 10;
        return unit;
    }

    private async Task<List<Address>> AssetsAsync(ChainSelector chain, CancellationToken ct)
    {
        await using var command = database.CreateCommand(Assets);
        command.Parameters.Add(new() { Value = chain.ToString() });
        await using var row = await command.ExecuteReaderAsync(ct);
        var assets = new List<Address>();
        while (await row.ReadAsync(ct))
            assets.Add(Address.Parse(row.GetString(0)));
        return assets;
    }
}
