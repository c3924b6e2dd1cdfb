using QLStake.Evm;
using QLStake.Evm.Abi.Schema;
using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Abi;

public sealed class MutationFuzzTests
{
    // A boxed number or a short array costs several times the word it was read from; aliasing may read each word twice.
    private const long AllocatedPerByte = 16;
    private const long AllocatedAnyway = 64 * 1024;

    [Fact]
    public void Mutated_data_gives_values_or_the_librarys_exception_in_bounded_memory()
    {
        var decoded = 0;
        var refused = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var abi = new RandomAbi(seed);
            var types = abi.Types();
            var encoded = AbiCodec.Encode(types, abi.Values(types));
            var random = new Random(seed);
            for (var i = 0; i < 100; i++)
            {
                var mutated = Mutation.Of(encoded, random);
                var ok = Survives(() => _ = AbiCodec.Decode(types, mutated), mutated.Length);
                decoded += ok ? 1 : 0;
                refused += ok ? 0 : 1;
            }
        }
        decoded.ShouldBeGreaterThan(0);
        refused.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void A_mutated_CCIP_event_gives_an_event_or_the_librarys_exception()
    {
        var random = new Random(7);
        var logs = CcipVectors.Read().Messages;
        foreach (var log in logs)
        {
            for (var i = 0; i < 300; i++)
            {
                var mutated = Mutation.Of(log.Data, random);
                _ = Survives(() => _ = OnRamp.CCIPMessageSent.Decode(log.Topics, mutated), mutated.Length);
            }
        }
    }

    [Fact]
    public void A_mutated_eth_getLogs_response_gives_logs_or_the_librarys_exception()
    {
        var random = new Random(11);
        var response = LogResponses.Of(3);
        for (var i = 0; i < 5000; i++)
        {
            var mutated = Mutation.Of(response, random);
            _ = Survives(() => _ = LogJsonReader.ReadResponse(mutated), mutated.Length);
        }
    }

    private static bool Survives(Action decode, int length)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            decode();
            return true;
        }
        catch (EvmDataException)
        {
            return false;
        }
        finally
        {
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            allocated.ShouldBeLessThan((AllocatedPerByte * length) + AllocatedAnyway);
        }
    }
}
