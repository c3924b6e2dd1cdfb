using QLStake.Evm;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Rpc;

public sealed class ChainOptionsTests
{
    private static readonly EvmChainOptions Good = new()
    {
        Name = "avalanche",
        ChainId = 43114,
        Endpoints = [new("https://rpc.example/key")],
    };

    [Fact]
    public void Good_options_have_no_problems() => Good.Validate().ShouldBeEmpty();

    public static TheoryData<EvmChainOptions, string> Wrong =>
        new()
        {
            { Good with { ChainId = 0 }, "Chains:avalanche:ChainId: expected an EIP-155 chain id" },
            { Good with { Endpoints = [] }, "Chains:avalanche:Endpoints: expected at least one" },
            {
                Good with
                {
                    Endpoints = [Good.Endpoints[0], new("ftp://rpc.example")],
                },
                "Chains:avalanche:Endpoints:1: expected http or https, found ftp"
            },
            {
                Good with
                {
                    Endpoints = [Good.Endpoints[0], Good.Endpoints[0]],
                },
                "Chains:avalanche:Endpoints: the same URL is listed twice"
            },
            { Good with { Endpoints = [new("/rpc", UriKind.Relative)] }, "Endpoints:0: expected an absolute" },
            { Good with { Endpoints = [new("https://me:secret@rpc.example")] }, "Endpoints:0: expected no user name" },
            { Good with { WebSocket = new("https://rpc.example") }, "Chains:avalanche:WebSocket: expected ws or wss" },
            { Good with { MaxBatch = 0 }, "Chains:avalanche:MaxBatch: expected 1 to 10000 members, found 0" },
            { Good with { MaxLogRange = 0 }, "Chains:avalanche:MaxLogRange" },
            {
                Good with
                {
                    RequestTimeout = TimeSpan.Zero,
                },
                "Chains:avalanche:RequestTimeout: expected more than zero"
            },
            {
                Good with
                {
                    OverallTimeout = TimeSpan.FromSeconds(1),
                },
                "Chains:avalanche:OverallTimeout: expected at least"
            },
            { Good with { Section = "Guard:Source", ChainId = 0 }, "Guard:Source:ChainId" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_and_its_secrets_are_not_shown(EvmChainOptions options, string problem)
    {
        var error = Should.Throw<ChainOptionsException>(() => EvmChain.Create(options, TimeProvider.System));

        error.Problems.ShouldHaveSingleItem().ShouldContain(problem);
        error.Message.ShouldNotContain("secret");
    }
}
