using Microsoft.Extensions.Configuration;
using QLStake.Contracts;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Networks;

public sealed class NetworkFileTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void A_network_file_makes_the_chains()
    {
        Write(Documents.Good().ToJsonString());

        var chain = Chains().ShouldHaveSingleItem();

        chain.Name.ShouldBe("fuji");
        chain.ChainId.ShouldBe(43113UL);
        chain.Selector.ShouldBe(new ChainSelector(14767482510784806043));
        chain.Rpc.ShouldBe([new("http://127.0.0.1:8545"), new("https://rpc.example/v1")]);
        chain.WebSocket.ShouldBe(new Uri("ws://127.0.0.1:8545/"));
        chain.PollInterval.ShouldBe(TimeSpan.FromMilliseconds(100));
        chain.Pools.ShouldBe([Address.Parse("0x00000000000000000000000000000000000000a4")]);
        chain.Satellite.ShouldBe(Address.Parse("0x00000000000000000000000000000000000000a5"));
        chain.Hub.ShouldBeNull();
    }

    [Fact]
    public void A_setting_of_its_own_overrides_the_file()
    {
        Write(Documents.Good().ToJsonString());

        var chain = Chains(("QLStake:Chains:0:Rpc:0", "http://127.0.0.1:9"), ("QLStake:Chains:0:Satellite", ""))
            .ShouldHaveSingleItem();

        chain.Rpc[0].ShouldBe(new Uri("http://127.0.0.1:9"));
        chain.Satellite.ShouldBeNull();
        chain.Name.ShouldBe("fuji");
    }

    [Fact]
    public void A_violation_names_file_place_what_was_expected_and_what_was_found()
    {
        Write(Documents.Spoilt("an endpoint of another scheme").ToJsonString());

        Says(
            $"{file}: chains[0].rpc[1]: expected an endpoint without user or password (http://host:port), found 'ftp://b'. "
                + "Correct the file and start again."
        );
    }

    [Fact]
    public void A_setting_nobody_knows_is_named_with_those_that_are_known()
    {
        Write(Documents.Spoilt("a secret").ToJsonString());

        Says($"{file}: chains[0].key: expected only name, chainId, selector, ", "found 'key'. Correct the file");
    }

    [Fact]
    public void What_is_no_json_is_named_with_its_line()
    {
        Write("{\n  \"name\": here\n}");

        Says($"{file}: line 2: expected JSON, found something else. Correct the file and start again.");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named_with_its_setting() =>
        Says("Setting QLStake:Network (environment QLSTAKE__NETWORK): expected a network file that can be read", file);

    private void Says(params string[] words)
    {
        var message = Should.Throw<ConfigurationException>(() => Chains()).Message;
        foreach (var part in words)
            message.ShouldContain(part);
    }

    private void Write(string text) => File.WriteAllText(file, text);

    private IReadOnlyList<ChainSettings> Chains(params (string Name, string Value)[] own) =>
        ChainSettings.ReadAll(
            new ConfigurationBuilder().AddInMemoryCollection(own.Append(("QLStake:Network", file)).Select(Pair)).Build()
        );

    private static KeyValuePair<string, string?> Pair((string Name, string Value) setting) =>
        new(setting.Name, setting.Value);
}
