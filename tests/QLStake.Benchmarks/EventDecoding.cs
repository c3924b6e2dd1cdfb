using System.Text.Json;
using BenchmarkDotNet.Attributes;
using QLStake.Evm.Abi;
using QLStake.Evm.Logs;
using QLStake.Protocol.Bindings;

namespace QLStake.Benchmarks;

/// <summary>
/// 10,000 logs, from the bytes of an <c>eth_getLogs</c> response to typed events, against a bare
/// <see cref="Utf8JsonReader"/> pass over the same bytes. To reach: not over 3 times its time for the flat event, 2 times
/// for the deep one.
/// </summary>
[MemoryDiagnoser]
[InProcess]
[WarmupCount(6)]
[IterationCount(20)]
public class EventDecoding
{
    private const int Logs = 10_000;

    private byte[] _flat = [];
    private byte[] _deep = [];

    [GlobalSetup]
    public void Prepare()
    {
        _flat = SampleResponses.StakeLocked(Logs);
        _deep = SampleResponses.CcipMessageSent(Logs);
        Console.WriteLine($"// flat {_flat.Length} bytes, deep {_deep.Length} bytes");
        RequireAll(FlatEvents().Count);
        RequireAll(DeepEvents().Count);
    }

    [Benchmark]
    public int FlatJsonOnly() => Pass(_flat);

    [Benchmark]
    public List<QLStakeSatellite.StakeLocked> FlatEvents()
    {
        var events = new List<QLStakeSatellite.StakeLocked>();
        foreach (var log in new LogStream(_flat))
        {
            if (QLStakeSatellite.StakeLocked.TryDecode(log.Topics, log.Data, out var decoded))
            {
                events.Add(decoded);
            }
        }
        return events;
    }

    [Benchmark]
    public int DeepJsonOnly() => Pass(_deep);

    [Benchmark]
    public List<OnRamp.CCIPMessageSent> DeepEvents()
    {
        var events = new List<OnRamp.CCIPMessageSent>();
        foreach (var log in new LogStream(_deep))
        {
            if (OnRamp.CCIPMessageSent.TryDecode(log.Topics, log.Data, out var decoded))
            {
                events.Add(decoded);
            }
        }
        return events;
    }

    [Benchmark]
    public List<IAbiEvent> DeepLogsKeptThenEvents()
    {
        var logs = LogJsonReader.ReadResponse(_deep);
        var events = new List<IAbiEvent>(logs.Count);
        foreach (var log in logs)
        {
            if (OnRamp.TryDecodeEvent(log, out var decoded))
            {
                events.Add(decoded);
            }
        }
        return events;
    }

    private static int Pass(byte[] response)
    {
        var json = new Utf8JsonReader(response);
        var tokens = 0;
        while (json.Read())
        {
            tokens++;
        }
        return tokens;
    }

    private static void RequireAll(int decoded)
    {
        if (decoded != Logs)
        {
            throw new InvalidOperationException($"Expected {Logs} events, found {decoded}: the sample is wrong.");
        }
    }
}
