using Docker.DotNet;
using Docker.DotNet.Models;
using DotNet.Testcontainers.Configurations;
using QLStake.Localnet;
using QLStake.Localnet.Processes;
using QLStake.Localnet.Servers;

namespace QLStake.IntegrationTests.Servers;

/// <summary>Database and broker in containers, from the images of docker-compose.yml.</summary>
internal sealed class ContainerServers : IServerHosts
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly DockerClient _engine;

    private ContainerServers(DockerClient engine) => _engine = engine;

    public IReadOnlyList<Tool> Needs { get; } = [];

    private static string PostgresImage { get; } = Image("POSTGRES_IMAGE", "postgres:17-bookworm");

    private static string RabbitMqImage { get; } = Image("RABBITMQ_IMAGE", "rabbitmq:3.13-management");

    /// <summary>The engine that Testcontainers would take, if it answers and has the images.</summary>
    /// <exception cref="LocalnetException">What is missing.</exception>
    public static async Task<IServerHosts> FindAsync()
    {
        var engine = Connect();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await engine.System.PingAsync(patience.Token);
            foreach (var image in new[] { PostgresImage, RabbitMqImage })
                await engine.Images.InspectImageAsync(image, patience.Token);
            // What a killed test leaves behind is removed by Ryuk, where its image is too.
            var ryuk = await engine.Images.ListImagesAsync(Named("testcontainers/ryuk"), patience.Token);
            TestcontainersSettings.ResourceReaperEnabled &= ryuk.Count > 0;
        }
        catch (DockerImageNotFoundException error)
        {
            throw new LocalnetException($"The container engine lacks an image: {error.Message}. {Remedy}", error);
        }
        catch (Exception error)
            when (error is HttpRequestException or IOException or DockerApiException or OperationCanceledException)
        {
            throw new LocalnetException($"No container engine answers: {error.Message}. {Remedy}", error);
        }
        return new ContainerServers(engine);
    }

    public IPostgresHost Postgres(InstanceFolder folder) =>
        new PostgresContainer(new ServerContainer(_engine, PostgresImage, folder.Log("postgres")));

    public IRabbitMqHost RabbitMq(InstanceFolder folder) =>
        new RabbitMqContainer(new ServerContainer(_engine, RabbitMqImage, folder.Log("rabbitmq")));

    private static string Remedy =>
        $"Start it and pull {PostgresImage} and {RabbitMqImage}, or set {TestServers.Variable}=native.";

    /// <summary>Testcontainers names no engine where none answers it.</summary>
    private static DockerClient Connect() =>
        (TestcontainersSettings.OS?.DockerEndpointAuthConfig)?.GetDockerClientBuilder().Build()
        ?? throw new LocalnetException(
            $"No container engine answers. {Remedy} One older than Docker 25 also needs its own DOCKER_API_VERSION "
                + "(Debian 12's: 1.41)."
        );

    private static ImagesListParameters Named(string image) =>
        new()
        {
            Filters = new Dictionary<string, IDictionary<string, bool>>
            {
                ["reference"] = new Dictionary<string, bool> { [image] = true },
            },
        };

    private static string Image(string variable, string otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named : otherwise;
}
