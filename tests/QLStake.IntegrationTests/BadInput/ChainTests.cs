using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.IntegrationTests.Rpc;
using QLStake.Localnet;
using Shouldly;
using Xunit;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.IntegrationTests.BadInput;

/// <summary>A chain that is not what the configuration says: one message that names the setting, and recovery without a restart.</summary>
[Collection(BadInputTests.Name)]
public sealed class ChainTests(BadInputFixture fixture)
{
    [Theory]
    [InlineData(ServiceNames.ChainWatcher, "0x000000000000000000000000000000000000ba01")]
    [InlineData(ServiceNames.RateLimitGuard, "0x000000000000000000000000000000000000ba02")]
    [InlineData(ServiceNames.FeeAccounting, "0x000000000000000000000000000000000000ba03")]
    public async Task An_address_without_a_contract_is_named_and_looked_at_again(string name, string empty)
    {
        var service = await fixture.PreparedAsync(name);
        service.Configure("QLSTAKE__CHAINS__0__SATELLITE", empty);
        // A copy of the code has no Router in its storage.
        service.Configure("QLSTAKE__CHAINS__0__ROUTER", "");
        var starting = service.StartAsync();
        await fixture.SaysAsync(
            service,
            "Setting QLStake:Chains:0:Satellite (environment QLSTAKE__CHAINS__0__SATELLITE): expected a contract on avalanche",
            "found '0x000000000000000000000000000000000000",
            "It has no code: correct the setting and start again, or deploy the contract, which is looked for again."
        );

        var code = await fixture.Avalanche.Rpc.GetCode(fixture.Avalanche.Protocol.Satellite!.Value, BlockRef.Latest);
        var node = fixture.Network.Chains.NodeOf(fixture.Avalanche);
        await node.CallAsync("anvil_setCode", [empty, $"0x{Convert.ToHexString(code)}"]);

        await starting;
    }

    [Theory]
    [InlineData(ServiceNames.ChainWatcher)]
    [InlineData(ServiceNames.RateLimitGuard)]
    [InlineData(ServiceNames.MintExecutor)]
    [InlineData(ServiceNames.FeeAccounting)]
    public async Task An_endpoint_of_another_chain_is_named_with_both_ids_and_taken_once_it_is_ours(string name)
    {
        var service = await fixture.PreparedAsync(name);
        fixture.Endpoint.Fault = passing => WithResult(passing, "eth_chainId", "0x1");
        var starting = service.StartAsync();
        await fixture.SaysAsync(
            service,
            "QLStake:Chains:0:Rpc:0 (127.0.0.1:",
            "serves chain id 1, but QLStake:Chains:0:ChainId is 43113. Correct one of the two settings."
        );

        fixture.Endpoint.Fault = null;

        await starting;
    }

    [Fact]
    public async Task A_hub_without_a_contract_is_named_by_the_executor_and_looked_at_again()
    {
        const string empty = "0x000000000000000000000000000000000000ba04";
        var executor = await fixture.PreparedAsync(ServiceNames.MintExecutor);
        var ethereum = fixture.Network.Chains.Ethereum;
        var place = fixture.Network.Chains.All.ToList().IndexOf(ethereum);
        executor.Configure($"QLSTAKE__CHAINS__{place}__HUB", empty);
        executor.Configure($"QLSTAKE__CHAINS__{place}__ROUTER", "");
        var starting = executor.StartAsync();
        await fixture.SaysAsync(
            executor,
            $"Setting QLStake:Chains:{place}:Hub (environment QLSTAKE__CHAINS__{place}__HUB): expected a contract on ethereum",
            "looked for again."
        );

        var code = await ethereum.Rpc.GetCode(ethereum.Protocol.Hub!.Value, BlockRef.Latest);
        var node = fixture.Network.Chains.NodeOf(ethereum);
        await node.CallAsync("anvil_setCode", [empty, $"0x{Convert.ToHexString(code)}"]);

        await starting;
        executor.Configure($"QLSTAKE__CHAINS__{place}__HUB", $"{ethereum.Protocol.Hub}");
        executor.Configure($"QLSTAKE__CHAINS__{place}__ROUTER", $"{ethereum.Ccip.Router}");
    }

    [Theory]
    [InlineData("<html>bad gateway</html>")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{")]
    [InlineData("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x\"}")]
    [InlineData(null)]
    public async Task Answers_that_make_no_sense_are_named_and_nothing_that_happened_meanwhile_is_lost(string? nonsense)
    {
        var watcher = fixture.Watcher;
        if (!await watcher.IsReadyAsync())
            await (await fixture.PreparedAsync(ServiceNames.ChainWatcher)).StartAsync();
        var before = await fixture.StakeAsync();
        await fixture.TellsOnceAsync(before);

        fixture.Endpoint.Fault = passing =>
            nonsense is null
                ? WithResult(passing, "eth_getLogs", new JsonArray("not a log"))
                : passing.Answer(nonsense);
        var meanwhile = await fixture.StakeAsync();
        await fixture.SaysAsync(watcher, "avalanche (QLStake:Chains:0:Rpc) cannot be read:", "Trying again.");
        fixture.Endpoint.Fault = null;

        await fixture.UntilReadyAsync(watcher);
        await fixture.TellsOnceAsync(before, meanwhile);
    }

    [Theory]
    [InlineData(
        ServiceNames.ChainWatcher,
        "QLSTAKE__CHAINS__0__SELECTOR",
        "avalanche",
        "expected a CCIP chain selector, found 'avalanche'"
    )]
    [InlineData(
        ServiceNames.RateLimitGuard,
        "QLSTAKE__GUARD__LANES__0__SOURCE",
        "17",
        "expected the CCIP selector of a chain in QLStake:Chains"
    )]
    public async Task A_chain_that_nobody_knows_ends_the_service_with_one_line(
        string name,
        string setting,
        string value,
        string expected
    )
    {
        var service = await fixture.PreparedAsync(name);
        service.Configure(setting, value);

        var end = await Should.ThrowAsync<LocalnetException>(() => service.StartAsync());

        end.Message.ShouldContain("ended with 78");
        var last = (await File.ReadAllLinesAsync(service.LogFile))[^1];
        last.ShouldContain($"(environment {setting}): {expected}");
        last.ShouldEndWith("Set it and start again.");
    }

    [Theory]
    [InlineData(ServiceNames.ChainWatcher, "ROUTER", "expected CCIP's Router, found")]
    [InlineData(ServiceNames.RateLimitGuard, "CODEHASHES__SATELLITE", "(CodeHashes:Satellite), found")]
    [InlineData(ServiceNames.FeeAccounting, "ROUTER", "which the Satellite 0x")]
    public async Task Another_contract_than_the_one_it_is_taken_for_ends_the_service_with_one_line(
        string name,
        string setting,
        string expected
    )
    {
        const string copy = "0x000000000000000000000000000000000000ba05";
        var service = await fixture.PreparedAsync(name);
        var node = fixture.Network.Chains.NodeOf(fixture.Avalanche);
        var router = await fixture.Avalanche.Rpc.GetCode(fixture.Avalanche.Ccip.Router, BlockRef.Latest);
        await node.CallAsync("anvil_setCode", [copy, $"0x{Convert.ToHexString(router)}"]);
        var value = (name, setting) switch
        {
            (_, "CODEHASHES__SATELLITE") => $"{Keccak.Hash(router)}",
            (ServiceNames.ChainWatcher, _) => $"{fixture.Avalanche.Ccip.Link}",
            _ => copy,
        };
        service.Configure($"QLSTAKE__CHAINS__0__{setting}", value);
        if (name == ServiceNames.ChainWatcher)
            service.Configure("QLSTAKE__CHAINS__0__CODEHASHES__ROUTER", "");

        var end = await Should.ThrowAsync<LocalnetException>(() => service.StartAsync());

        end.Message.ShouldContain("ended with 78");
        var said = await File.ReadAllLinesAsync(service.LogFile);
        said.ShouldContain(line => line.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ServiceNames.ChainWatcher)]
    [InlineData(ServiceNames.RateLimitGuard)]
    public async Task Another_contract_in_a_file_that_changes_is_said_and_the_service_goes_on_as_it_was(string name)
    {
        var service = await fixture.PreparedAsync(name);
        var (right, file) = (fixture.Network.NetworkFile, Path.GetTempFileName());
        File.Copy(right, file, overwrite: true);
        service.Configure("QLSTAKE__NETWORK", file);
        await service.StartAsync();
        var process = service.ProcessId;

        var ccip = fixture.Avalanche.Ccip;
        var text = await File.ReadAllTextAsync(right);
        text.ShouldContain($"{ccip.OnRamp}");
        await File.WriteAllTextAsync(file, text.Replace($"{ccip.OnRamp}", $"{ccip.Link}", StringComparison.Ordinal));
        await fixture.SaysAsync(
            service,
            "The settings have changed and cannot be used: Setting QLStake:Chains:0:OnRamp",
            $"(CodeHashes:OnRamp), found '{ccip.Link}'",
            "It goes on with those before."
        );
        (await service.IsReadyAsync()).ShouldBeTrue();
        service.ProcessId.ShouldBe(process);

        service.Configure("QLSTAKE__NETWORK", right);
        File.Delete(file);
    }

    [Fact]
    public async Task An_endpoint_that_answers_nothing_about_the_contracts_ends_nobody_and_is_asked_again()
    {
        var guard = await fixture.PreparedAsync(ServiceNames.RateLimitGuard);
        fixture.Endpoint.Fault = passing => WithResult(passing, "eth_call", "0x");
        var starting = guard.StartAsync();
        await fixture.SaysAsync(guard, "avalanche (QLStake:Chains:0:Rpc) cannot be read:", "Trying again.");

        fixture.Endpoint.Fault = null;

        await starting;
    }

    private static async Task WithResult(Passing passing, string method, JsonNode result)
    {
        var answers = await passing.Ask();
        foreach (var (question, answer) in Passing.MembersOf(passing.Request).Zip(Passing.MembersOf(answers)))
            if ((string?)question["method"] == method)
                answer["result"] = result.DeepClone();
        await passing.Answer(answers.ToJsonString());
    }
}
