using QLStake.Evm;
using QLStake.Tests.Evm.Crypto;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Rlp;

/// <summary>Damaged encodings: only the library's own exception may come out, and what is accepted must be canonical.</summary>
public class RlpFuzzTests
{
    private const int Rounds = 150_000;

    [Fact]
    public void Damaged_rlp_is_refused_or_was_another_canonical_encoding()
    {
        var corpus = EthersVectors.Load("rlp-coder").Select(vector => vector.Bytes("encoded")).ToArray();
        var random = new Random(17);
        var accepted = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var data = Damage.Apply(corpus[random.Next(corpus.Length)], random);
            try
            {
                var writer = new RlpWriter();
                Copy(new RlpReader(data), writer);
                writer.Written.SequenceEqual(data).ShouldBeTrue(Hex.Encode(data));
                accepted++;
            }
            catch (EvmDataException)
            {
                // Refused, as it should be.
            }
        }
        accepted.ShouldBeInRange(1, Rounds - 1);
    }

    [Fact]
    public void Damaged_transactions_are_refused_or_were_another_canonical_transaction()
    {
        var corpus = EthersVectors
            .Load("typed-transactions")
            .Where(vector => vector.GetProperty("tx").GetProperty("type").GetInt32() == 2)
            .Select(vector => vector.Bytes("signed"))
            .ToArray();
        var random = new Random(18);
        var refused = 0;
        for (var round = 0; round < 6_000; round++)
        {
            var data = Damage.Apply(corpus[random.Next(corpus.Length)], random);
            try
            {
                SignedEip1559Transaction.Decode(data).Raw.Span.SequenceEqual(data).ShouldBeTrue(Hex.Encode(data));
            }
            catch (EvmDataException)
            {
                refused++;
            }
        }
        refused.ShouldBeInRange(1, 5_999);
    }

    private static void Copy(RlpReader reader, RlpWriter writer)
    {
        while (!reader.AtEnd)
        {
            if (!reader.NextIsList)
            {
                writer.Write(reader.ReadBytes());
                continue;
            }
            writer.StartList();
            Copy(reader.ReadList(), writer);
            writer.EndList();
        }
    }
}
