namespace QLStake.Evm;

/// <summary>How one chain is reached. Bound from configuration; <see cref="Validate"/> names the setting that is wrong.</summary>
public sealed record EvmChainOptions
{
    /// <summary>The chain's name, e.g. <c>avalanche</c>: in messages and metrics.</summary>
    public required string Name { get; init; }

    /// <summary>The EIP-155 chain id every endpoint must have.</summary>
    public required ulong ChainId { get; init; }

    /// <summary>HTTP endpoints, the preferred one first. A guard's quorum counts them one by one.</summary>
    public required IReadOnlyList<Uri> Endpoints { get; init; }

    /// <summary>Where new heads can be subscribed to; null for polling alone.</summary>
    public Uri? WebSocket { get; init; }

    /// <summary>The configuration section these options come from, for messages; <c>Chains:{Name}</c> unless given.</summary>
    public string? Section { get; init; }

    /// <summary>What the section calls <see cref="Endpoints"/>.</summary>
    public string EndpointsKey { get; init; } = nameof(Endpoints);

    /// <summary>For one attempt at one endpoint.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For one question with all its attempts.</summary>
    public TimeSpan OverallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Members of one batch; 1 for endpoints that know no batches.</summary>
    public int MaxBatch { get; init; } = 100;

    /// <summary>Blocks one log query may span; the client goes lower by itself where the provider allows less.</summary>
    public ulong MaxLogRange { get; init; } = 10_000;

    /// <summary>Bytes of one answer, after decompression.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The longest pause before the first retry; it doubles with each further one up to 5 s. The real pause is random, half of it at least.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Failures in a row after which an endpoint is left alone until a probe of it succeeds.</summary>
    public int FailuresToOpen { get; init; } = 3;

    /// <summary>Blocks an endpoint may be behind the best one before the others are preferred.</summary>
    public ulong MaxHeadLag { get; init; } = 10;

    /// <summary>How often each of several endpoints is asked for its head, so that a lagging or recovered one is noticed.</summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often to look for a new head without a subscription.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a subscription may say nothing before we look anyway; after three times this it is made anew.</summary>
    public TimeSpan SubscribedPollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The configuration key of a setting, e.g. <c>Chains:avalanche:Endpoints:0</c>.</summary>
    internal string Setting(string key) => $"{Section ?? $"Chains:{Name}"}:{key}";

    /// <summary>The configuration key of one endpoint.</summary>
    internal string EndpointSetting(int place) => Setting($"{EndpointsKey}:{place}");

    /// <summary>What is wrong with these options, one line each, with the setting's name; empty when all is well.</summary>
    public IReadOnlyList<string> Validate() => [.. ChainOptionsRules.Problems(this)];
}
