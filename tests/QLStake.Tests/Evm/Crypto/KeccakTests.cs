using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Crypto;

public class KeccakTests
{
    [Fact]
    public void All_516_published_hashes_are_reproduced()
    {
        var vectors = EthersVectors.Load("hashes");
        vectors.Count.ShouldBe(516);
        foreach (var vector in vectors)
        {
            Keccak.Hash(vector.Bytes("data")).ToString().ShouldBe(vector.Text("keccak256"));
        }
    }

    [Fact]
    public void The_hash_of_nothing_is_the_empty_code_hash() =>
        Keccak.Empty.ToString().ShouldBe("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

    [Fact]
    public void Data_in_pieces_hashes_as_the_whole()
    {
        var random = new Random(1);
        for (var round = 0; round < 2_000; round++)
        {
            var data = new byte[random.Next(0, 600)];
            random.NextBytes(data);
            var pieces = new Keccak.Incremental();
            for (var rest = data.AsSpan(); rest.Length > 0; )
            {
                var length = random.Next(0, Math.Min(rest.Length, 150) + 1);
                pieces.Append(rest[..length]);
                rest = rest[length..];
            }
            pieces.Finish().ShouldBe(Keccak.Hash(data));
        }
    }

    [Fact]
    public void A_finished_hash_starts_afresh()
    {
        var hash = new Keccak.Incremental();
        hash.Append([1, 2, 3]);
        hash.Finish().ShouldNotBe(Keccak.Empty);
        hash.Finish().ShouldBe(Keccak.Empty);
    }

    [Fact]
    public void Hashing_allocates_nothing()
    {
        var data = new byte[1_000];
        Keccak.Hash(data);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Keccak.Hash(data);
        }
        GC.GetAllocatedBytesForCurrentThread().ShouldBe(before);
    }
}
