using QLStake.Contracts;
using QLStake.Evm;

namespace QLStake.RateLimitGuard;

/// <summary>
/// Reads lock, message and receipt again on both chains, through a quorum of endpoints. No bus message is believed: the
/// evidence only says where to look.
/// </summary>
internal sealed class LockVerifier(GuardChains chains)
{
    /// <summary>Never throws for a chain that cannot be read: that is <see cref="Verification.NotYetProvable"/>.</summary>
    public async Task<Verification> VerifyAsync(MintAsked asking, CancellationToken ct)
    {
        var item = asking.Item;
        if (chains.Find(item.Lane.Source) is not { Satellite: { } satellite } source || satellite != item.Satellite)
            return Unregistered("satellite", item.Satellite, item.Lane.Source);
        if (chains.Find(item.Lane.Destination) is not { Hub: { } hub } destination || hub != item.Hub)
            return Unregistered("hub", item.Hub, item.Lane.Destination);

        var sent = await AskAllAsync(
            source,
            async endpoint =>
                SourceRule.Judge(
                    asking,
                    await SourceReader.ReadAsync(endpoint, asking, source.OnRamp, ct),
                    source.OnRamp
                ),
            ct
        );
        return sent switch
        {
            Finding<SentMessage>.Seen seen => await ReceivedAsync(asking, seen, destination, ct),
            Finding<SentMessage>.Absent absent => await AbsentAsync(asking, absent.Found, destination, ct),
            Finding<SentMessage>.Contradiction contradiction => new Verification.Contradicted(contradiction.What),
            Finding<SentMessage>.NotYet missing => new Verification.NotYetProvable(missing.Missing),
            _ => throw new InvalidOperationException($"Expected a finding of the source's side, found {sent}."),
        };
    }

    private static async Task<Verification> ReceivedAsync(
        MintAsked asking,
        Finding<SentMessage>.Seen sent,
        GuardedChain hub,
        CancellationToken ct
    )
    {
        var findings = await FindingsAsync(
            hub,
            async endpoint =>
                HubRule.Judge(
                    asking,
                    sent.What,
                    await HubReader.ReadAsync(endpoint, asking, sent.What, hub.OffRamp, ct)
                ),
            ct
        );
        // Endpoints see a consumption one after the other: that is lag, no disagreement.
        if (
            findings.Count(each => each.Finding is Finding<ReceivedLeaf>.Seen { What.Consumed: true })
            is var consumed
                and > 0
        )
            return consumed >= hub.Quorum
                ? new Verification.Consumed()
                : new Verification.NotYetProvable(
                    $"{consumed} of {hub.Quorum} endpoints of {hub.Name} see the leaf consumed"
                );
        return Quorum.Of(hub.Name, findings, hub.Quorum) switch
        {
            Finding<ReceivedLeaf>.Seen seen => new Verification.Proven(seen.Time, sent.Height),
            Finding<ReceivedLeaf>.Contradiction contradiction => new Verification.Contradicted(contradiction.What),
            Finding<ReceivedLeaf>.NotYet missing => new Verification.NotYetProvable(missing.Missing),
            var other => throw new InvalidOperationException($"Expected a finding of the hub's side, found {other}."),
        };
    }

    /// <summary>A root on the hub without its lock is the worst case of all: CCIP delivered what was never sent.</summary>
    private static async Task<Verification> AbsentAsync(
        MintAsked asking,
        string found,
        GuardedChain hub,
        CancellationToken ct
    )
    {
        var received = await AskAllAsync<string>(
            hub,
            async endpoint => new Finding<string>.Seen(
                await HubReader.HasRootAsync(endpoint, asking, ct) ? "the root" : "no root",
                0,
                default
            ),
            ct
        );
        return received switch
        {
            Finding<string>.Seen seen => new Verification.NoSuchLock(found, RootReceived: seen.What == "the root"),
            Finding<string>.Contradiction => new Verification.NoSuchLock(found, RootReceived: true),
            _ => new Verification.NotYetProvable($"{found}; whether the hub has the root cannot be read now"),
        };
    }

    private static async Task<Finding<T>> AskAllAsync<T>(
        GuardedChain chain,
        Func<IEvmChain, Task<Finding<T>>> ask,
        CancellationToken ct
    )
        where T : class => Quorum.Of(chain.Name, await FindingsAsync(chain, ask, ct), chain.Quorum);

    private static async Task<IReadOnlyList<(string Host, Finding<T> Finding)>> FindingsAsync<T>(
        GuardedChain chain,
        Func<IEvmChain, Task<Finding<T>>> ask,
        CancellationToken ct
    )
        where T : class
    {
        var hosts = chain.Rpc.Health.Select(health => health.Host).ToList();
        var findings = await Task.WhenAll(chain.Rpc.Endpoints.Select(endpoint => AskAsync(endpoint, ask, ct)));
        return [.. hosts.Zip(findings)];
    }

    private static async Task<Finding<T>> AskAsync<T>(
        IEvmChain endpoint,
        Func<IEvmChain, Task<Finding<T>>> ask,
        CancellationToken ct
    )
        where T : class
    {
        try
        {
            return await ask(endpoint);
        }
        catch (Exception error) when (error is RpcException or EvmDataException && !ct.IsCancellationRequested)
        {
            return new Finding<T>.NotYet($"{endpoint.Name} cannot be read: {error.Message}");
        }
    }

    private static Verification.Contradicted Unregistered(string role, Address contract, ChainSelector chain) =>
        new(
            $"{contract} is not the registered {role} of chain {chain} (QLStake:Chains). If it should be, correct the setting; else the asking is forged."
        );
}
