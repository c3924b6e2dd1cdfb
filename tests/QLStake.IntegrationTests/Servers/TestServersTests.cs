using QLStake.Localnet;
using QLStake.Localnet.Servers;
using Shouldly;
using Xunit;

namespace QLStake.IntegrationTests.Servers;

public sealed class TestServersTests
{
    private readonly NativeServers native = new(TimeProvider.System);
    private readonly NativeServers found = new(TimeProvider.System);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("auto")]
    [InlineData("containers")]
    public async Task An_engine_with_the_images_is_taken_unless_it_is_not_wanted(string? asked) =>
        (await TestServers.ChooseAsync(asked, Found, native)).ShouldBeSameAs(found);

    [Theory]
    [InlineData(null)]
    [InlineData("auto")]
    public async Task Without_an_engine_the_servers_are_processes(string? asked) =>
        (await TestServers.ChooseAsync(asked, Missing, native)).ShouldBeSameAs(native);

    [Fact]
    public async Task Native_servers_are_taken_although_there_is_an_engine() =>
        (await TestServers.ChooseAsync("native", Found, native)).ShouldBeSameAs(native);

    [Fact]
    public async Task Containers_that_are_asked_for_and_cannot_be_had_are_an_error() =>
        (
            await Should.ThrowAsync<LocalnetException>(() => TestServers.ChooseAsync("containers", Missing, native))
        ).Message.ShouldBe("no engine");

    [Fact]
    public async Task Another_word_is_an_error_that_names_the_three() =>
        (
            await Should.ThrowAsync<LocalnetException>(() => TestServers.ChooseAsync("docker", Found, native))
        ).Message.ShouldBe(
            "QLSTAKE_TEST_INFRA: expected 'auto', 'containers' or 'native', found 'docker'. Set one of them, or nothing."
        );

    private Task<IServerHosts> Found() => Task.FromResult<IServerHosts>(found);

    private static Task<IServerHosts> Missing() => Task.FromException<IServerHosts>(new LocalnetException("no engine"));
}
