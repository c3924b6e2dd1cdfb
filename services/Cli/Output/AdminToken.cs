using QLStake.Localnet.Services;

namespace QLStake.Cli;

/// <summary>What opens a service's <c>/admin</c>.</summary>
internal static class AdminToken
{
    public const string Variable = "QLSTAKE__ADMINTOKEN";

    /// <summary>Of a localnet's services: what everybody knows, unless they were given another, as containers are.</summary>
    public static string Local => Given ?? ServiceFleet.DevelopmentToken;

    /// <exception cref="CliException">None is given.</exception>
    public static string Remote =>
        Given ?? throw new CliException($"Expected the service's token in {Variable}, found nothing.");

    private static string? Given =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } token ? token : null;
}
