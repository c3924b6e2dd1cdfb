using System.Collections.Immutable;
using System.Text.Json;
using QLStake.Evm;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Transactions;

public class Eip1559VectorTests
{
    [Fact]
    public void All_1024_published_transactions_are_encoded_signed_and_decoded()
    {
        var vectors = EthersVectors
            .Load("typed-transactions")
            .Where(vector => vector.GetProperty("tx").GetProperty("type").GetInt32() == 2)
            .ToList();
        vectors.Count.ShouldBe(1_024);
        foreach (var vector in vectors)
        {
            var name = vector.Text("name");
            var transaction = Read(vector.GetProperty("tx"));
            Hex.Encode(transaction.EncodeUnsigned()).ShouldBe(vector.Text("unsigned"), name);

            var key = PrivateKey.Parse(vector.Text("key"));
            var signed = SignedEip1559Transaction.Create(transaction, key.Sign(transaction.SigningHash()));
            Hex.Encode(signed.Raw.Span).ShouldBe(vector.Text("signed"), name);

            var decoded = SignedEip1559Transaction.Decode(vector.Bytes("signed"));
            decoded.Sender.ShouldBe(Address.Parse(vector.Text("address")), name);
            decoded.Transaction.ShouldBe(transaction, name);
            decoded.Hash.ShouldBe(Keccak.Hash(vector.Bytes("signed")), name);
        }
    }

    private static Eip1559Transaction Read(JsonElement tx) =>
        new()
        {
            ChainId = (ulong)Number(tx, "chainId"),
            Nonce = (ulong)Number(tx, "nonce"),
            MaxPriorityFeePerGas = Number(tx, "maxPriorityFeePerGas"),
            MaxFeePerGas = Number(tx, "maxFeePerGas"),
            GasLimit = (ulong)Number(tx, "gasLimit"),
            To = tx.TryGetProperty("to", out var to) ? Address.Parse(to.GetString()!) : null,
            Value = Number(tx, "value"),
            Data = tx.TryGetProperty("data", out var data) ? Hex.Decode(data.GetString()) : default,
            AccessList = tx.TryGetProperty("accessList", out var list) ? ReadAccessList(list) : [],
        };

    private static ImmutableArray<AccessListEntry> ReadAccessList(JsonElement list) =>
        [
            .. list.EnumerateArray()
                .Select(entry => new AccessListEntry(
                    Address.Parse(entry.Text("address")),
                    [.. entry.GetProperty("storageKeys").EnumerateArray().Select(key => B256.Parse(key.GetString()!))]
                )),
        ];

    private static U256 Number(JsonElement tx, string name) =>
        !tx.TryGetProperty(name, out var value) ? U256.Zero
        : value.ValueKind == JsonValueKind.Number ? value.GetUInt64()
        : U256.Parse(value.GetString()!);
}
