using BenchmarkDotNet.Attributes;
using QLStake.Evm;

namespace QLStake.Benchmarks;

/// <summary>What a guard and an executor do for each stake: hash, sign, recover, encode.</summary>
[MemoryDiagnoser]
public class Crypto
{
    private readonly byte[] _page = new byte[64 * 1024];
    private readonly byte[] _words = new byte[64];
    private readonly PrivateKey _key = PrivateKey.FromSpan(Keccak.Hash("benchmark"u8).AsSpan());
    private readonly B256 _digest = Keccak.Empty;
    private readonly U256 _amount = U256.Parse("1234567890123456789012345678");
    private readonly U256 _shares = U256.Parse("987654321098765432109876543");
    private Signature _signature;
    private byte[] _raw = [];

    [GlobalSetup]
    public void Prepare()
    {
        var transaction = new Eip1559Transaction
        {
            ChainId = 11_155_111,
            Nonce = 1,
            MaxPriorityFeePerGas = 1UL,
            MaxFeePerGas = 30_000_000_000UL,
            GasLimit = 500_000,
            To = _key.Address,
            Data = new byte[1_024],
        };
        _signature = _key.Sign(_digest);
        _raw = SignedEip1559Transaction.Create(transaction, _key.Sign(transaction.SigningHash())).Raw.ToArray();
    }

    [Benchmark]
    public B256 Hash64Bytes() => Keccak.Hash(_words);

    [Benchmark]
    public B256 Hash64Kilobytes() => Keccak.Hash(_page);

    [Benchmark]
    public Signature Sign() => _key.Sign(_digest);

    [Benchmark]
    public Address Recover() => Secp256k1.Recover(_digest, _signature);

    [Benchmark]
    public Address DecodeTransaction() => SignedEip1559Transaction.Decode(_raw).Sender;

    [Benchmark]
    public U256 SharesOfAmount() => U256.MulDivDown(_amount, _shares, _amount);
}
