using QLStake.Evm;
using QLStake.Evm.Abi;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>One planned transaction and what it is for.</summary>
internal sealed record PlannedTransaction(string Step, SignedEip1559Transaction Signed);

/// <summary>
/// All transactions that make a chain, signed before any is sent. Addresses follow from deployer and nonce (CREATE), so the
/// plan is a pure function of bytecode and wiring, and its hash names the state that results.
/// </summary>
/// <param name="chain">The chain.</param>
/// <param name="nonces">The next nonce of who has sent there before.</param>
internal sealed class DeploymentPlan(ChainSpec chain, IReadOnlyDictionary<Address, ulong>? nonces = null)
{
    /// <summary>The hub's constructor makes its second half as well; EIP-7825 allows 2^24.</summary>
    private const ulong GasLimit = 16_000_000;
    private const ulong Gwei = 1_000_000_000;
    private readonly Dictionary<Address, ulong> nonces = new(nonces ?? new Dictionary<Address, ulong>());
    private readonly List<PlannedTransaction> transactions = [];

    public ChainSpec Chain { get; } = chain;

    public DevelopmentAccount Deployer { get; } = DevelopmentAccount.DeployerOf(chain);

    public IReadOnlyList<PlannedTransaction> Transactions => transactions;

    /// <returns>The contract's address.</returns>
    public Address Deploy(string name, byte[] creation)
    {
        var nonce = Add($"deploy {name}", Deployer, to: null, creation, value: 0);
        return CreatedBy(Deployer.Address, nonce);
    }

    /// <summary>Calls as the deployer, who owns CCIP's contracts.</summary>
    public void Call(Address to, IAbiCall call, U256 value = default) => CallAs(Deployer, to, call, value);

    public void CallAs(DevelopmentAccount sender, Address to, IAbiCall call, U256 value = default) =>
        _ = Add(call.GetType().Name, sender, to, call.Encode(), value);

    private ulong Add(string step, DevelopmentAccount sender, Address? to, byte[] data, U256 value)
    {
        var nonce = nonces.GetValueOrDefault(sender.Address);
        nonces[sender.Address] = nonce + 1;
        var transaction = new Eip1559Transaction
        {
            ChainId = Chain.ChainId,
            Nonce = nonce,
            To = to,
            Data = data,
            Value = value,
            GasLimit = GasLimit,
            MaxFeePerGas = 100 * Gwei,
            MaxPriorityFeePerGas = Gwei,
        };
        var signature = sender.Key.Sign(transaction.SigningHash());
        transactions.Add(new PlannedTransaction(step, SignedEip1559Transaction.Create(transaction, signature)));
        return nonce;
    }

    /// <summary>CREATE: the last 20 bytes of keccak(rlp(sender, nonce)) (Yellow Paper, section 7).</summary>
    private static Address CreatedBy(Address deployer, ulong nonce)
    {
        var rlp = new RlpWriter();
        rlp.StartList();
        rlp.Write((Address?)deployer);
        rlp.Write((U256)nonce);
        rlp.EndList();
        return Address.FromSpan(Keccak.Hash(rlp.Written).AsSpan()[12..]);
    }
}
