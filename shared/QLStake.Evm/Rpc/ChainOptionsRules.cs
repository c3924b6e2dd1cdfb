namespace QLStake.Evm;

/// <summary>What chain options must be.</summary>
internal static class ChainOptionsRules
{
    public static IEnumerable<string> Problems(EvmChainOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            yield return $"{options.Setting("Name")}: expected the chain's name, found nothing.";
        if (options.ChainId == 0)
            yield return $"{options.Setting("ChainId")}: expected an EIP-155 chain id such as 43114, found 0.";
        if (options.Endpoints is null or { Count: 0 })
            yield return $"{options.Setting(options.EndpointsKey)}: expected at least one http(s) URL, found none.";
        for (var i = 0; i < (options.Endpoints?.Count ?? 0); i++)
            if (UrlProblem(options.Endpoints![i], "http", "https") is { } problem)
                yield return $"{options.EndpointSetting(i)}: {problem}";
        if (options.Endpoints?.Distinct().Count() < options.Endpoints?.Count)
            yield return $"{options.Setting(options.EndpointsKey)}: the same URL is listed twice; a quorum would count it twice.";
        if (options.WebSocket is { } socket && UrlProblem(socket, "ws", "wss") is { } wrong)
            yield return $"{options.Setting("WebSocket")}: {wrong}";

        foreach (
            var (key, value) in new (string, TimeSpan)[]
            {
                (nameof(options.RequestTimeout), options.RequestTimeout),
                (nameof(options.OverallTimeout), options.OverallTimeout),
                (nameof(options.RetryPause), options.RetryPause),
                (nameof(options.ProbeInterval), options.ProbeInterval),
                (nameof(options.PollInterval), options.PollInterval),
                (nameof(options.SubscribedPollInterval), options.SubscribedPollInterval),
            }
        )
            if (value <= TimeSpan.Zero || value > TimeSpan.FromHours(1))
                yield return $"{options.Setting(key)}: expected more than zero and at most an hour, found {value}.";
        if (options.OverallTimeout < options.RequestTimeout)
            yield return $"{options.Setting("OverallTimeout")}: expected at least RequestTimeout ({options.RequestTimeout}), found {options.OverallTimeout}.";

        if (options.MaxBatch is < 1 or > 10_000)
            yield return $"{options.Setting("MaxBatch")}: expected 1 to 10000 members, found {options.MaxBatch}.";
        if (options.MaxLogRange < 1)
            yield return $"{options.Setting("MaxLogRange")}: expected at least 1 block, found 0.";
        if (options.MaxResponseBytes < 64 * 1024)
            yield return $"{options.Setting("MaxResponseBytes")}: expected at least 65536 bytes, found {options.MaxResponseBytes}.";
        if (options.FailuresToOpen < 1)
            yield return $"{options.Setting("FailuresToOpen")}: expected at least 1, found {options.FailuresToOpen}.";
    }

    /// <summary>Never repeats the URL: it may hold a key.</summary>
    private static string? UrlProblem(Uri url, params string[] schemes) =>
        url switch
        {
            { IsAbsoluteUri: false } =>
                $"expected an absolute {string.Join(" or ", schemes)} URL, found a relative one.",
            _ when !schemes.Contains(url.Scheme) => $"expected {string.Join(" or ", schemes)}, found {url.Scheme}.",
            { UserInfo.Length: > 0 } =>
                "expected no user name or password in the URL; give the provider's key in its path.",
            _ => null,
        };
}
