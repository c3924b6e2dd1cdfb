using System.Text.Json;
using QLStake.Contracts;
using QLStake.Protocol.Limits;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

/// <summary><c>contracts/test/vectors/bucket.json</c>: what the Solidity bucket computes, step by step, written by its own test.</summary>
public sealed class TokenBucketVectorTests : IDisposable
{
    private static readonly string Never = U256.MaxValue.ToString();

    private readonly JsonDocument _document = JsonDocument.Parse(
        RepositoryFiles.ReadText("contracts/test/vectors/bucket.json")
    );

    [Fact]
    public void A_bucket_goes_the_way_of_the_contracts()
    {
        _document.RootElement.GetProperty("itemUnits").GetString().ShouldBe($"{BucketLevel.Item}");
        var steps = 0;
        foreach (var run in _document.RootElement.GetProperty("runs").EnumerateArray())
        {
            var bucket = TokenBucket.Empty;
            foreach (var step in run.EnumerateArray())
            {
                bucket = Replay(bucket, step);
                steps++;
            }
        }
        steps.ShouldBeGreaterThan(100);
    }

    public void Dispose() => _document.Dispose();

    private static TokenBucket Replay(TokenBucket bucket, JsonElement step)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds((long)ProtocolVectors.UInt64(step, "at"));
        bucket = Do(bucket, step, now);
        var what = step.GetRawText();
        bucket.Level.Value.ShouldBe(AmountOf(step, "level"), what);
        bucket.Level.Count.ShouldBe(ProtocolVectors.UInt64(step, "countLevel"), what);
        bucket.HeldAt(now).Value.ShouldBe(AmountOf(step, "available"), what);
        bucket.HeldAt(now).Items.ShouldBe(ProtocolVectors.UInt64(step, "items"), what);
        var retryAt = bucket.RetryAt(AmountOf(step, "probe"), now)?.ToUnixTimeSeconds();
        (retryAt is { } at ? $"{at}" : Never).ShouldBe(ProtocolVectors.Text(step, "retryAt"), what);
        return bucket;
    }

    private static TokenBucket Do(TokenBucket bucket, JsonElement step, DateTimeOffset now)
    {
        if (step.TryGetProperty("configure", out var limits))
        {
            return bucket.Configure(LimitsOf(limits), now);
        }
        if (step.TryGetProperty("lower", out limits))
        {
            return bucket.Lower(LimitsOf(limits), now);
        }
        var take = step.GetProperty("take");
        bucket.HeldAt(now).Value.ShouldBe(AmountOf(take, "held"), step.GetRawText());
        var taken = bucket.Take(AmountOf(take, "amount"), now);
        (taken is not null).ShouldBe(take.GetProperty("taken").GetBoolean(), step.GetRawText());
        return taken ?? bucket;
    }

    private static BucketLimits LimitsOf(JsonElement limits) =>
        new(
            AmountOf(limits, "capacity"),
            AmountOf(limits, "refillPerSecond"),
            (uint)ProtocolVectors.UInt64(limits, "countCapacity"),
            (uint)ProtocolVectors.UInt64(limits, "countPerHour")
        );

    private static Assets AmountOf(JsonElement owner, string name) =>
        new(U256.Parse(ProtocolVectors.Text(owner, name)));
}
