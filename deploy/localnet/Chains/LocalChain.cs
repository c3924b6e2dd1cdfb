using System.Collections.Concurrent;
using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Localnet.Chains.Deployment;

namespace QLStake.Localnet.Chains;

/// <summary>A running local chain: how to reach it, what is deployed on it, and who acts on it.</summary>
public sealed class LocalChain(
    ChainSpec spec,
    IEvmChain rpc,
    Uri rpcUri,
    CcipContracts ccip,
    ProtocolContracts protocol,
    TimeProvider time
) : IDisposable
{
    // One transactor per account: two would race for the nonce.
    private readonly ConcurrentDictionary<string, Transactor> transactors = new();

    public ChainSpec Spec { get; } = spec;

    public IEvmChain Rpc { get; } = rpc;

    public Uri RpcUri { get; } = rpcUri;

    public CcipContracts Ccip { get; } = ccip;

    public ProtocolContracts Protocol { get; } = protocol;

    /// <summary>Owns CCIP's contracts here.</summary>
    public Transactor Deployer => As(DevelopmentAccount.DeployerOf(Spec));

    /// <summary>Sends the DON's reports.</summary>
    internal Transactor Transmitter => As(DevelopmentAccount.Transmitter);

    /// <summary>Someone with a development key, acting here.</summary>
    public Transactor As(DevelopmentAccount account) =>
        transactors.GetOrAdd(account.Role, _ => new Transactor(Rpc, account, time));

    public void Dispose()
    {
        foreach (var transactor in transactors.Values)
        {
            transactor.Dispose();
        }
    }

    /// <summary>Calls a view.</summary>
    public async Task<T> ReadAsync<T>(
        Address contract,
        IAbiCall<T> call,
        BlockRef block,
        CancellationToken stop = default
    ) => call.ReadResult(await Rpc.Call(new CallRequest(contract, call.Encode()), block, stop));

    /// <summary>Calls one view many times, at the latest block.</summary>
    public async Task<IReadOnlyList<T>> ReadManyAsync<T>(
        Address contract,
        IReadOnlyList<IAbiCall<T>> calls,
        CancellationToken stop = default
    )
    {
        var answers = await Rpc.CallMany(
            [.. calls.Select(call => new CallRequest(contract, call.Encode()))],
            BlockRef.Latest,
            stop
        );
        return [.. answers.Select((answer, i) => calls[i].ReadResult(answer.Value))];
    }

    /// <summary>The height of a tag.</summary>
    public async Task<ulong> HeadAsync(BlockRef block, CancellationToken stop = default) =>
        (await Rpc.GetHeader(block, stop))?.Number
        ?? throw new LocalnetException($"{Spec.Name} has no block '{block}'.");
}
