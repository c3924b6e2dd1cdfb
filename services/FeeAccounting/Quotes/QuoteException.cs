using QLStake.Evm;
using QLStake.Evm.Abi;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;

namespace QLStake.FeeAccounting;

/// <summary>A quote cannot be had. The message is for whoever asked: expected, found, what to do.</summary>
public sealed class QuoteException : Exception
{
    private QuoteException(int status, string title, string message, Exception? inner = null)
        : base(message, inner) => (Status, Title) = (status, title);

    /// <summary>HTTP status: 404 nothing to ask there, 422 the contract refuses, 502 a wrong answer, 503 no answer.</summary>
    public int Status { get; }

    public string Title { get; }

    public static QuoteException NoSatellite(ConfiguredChain chain, FeeChains chains)
    {
        var sources = chains.All.Where(known => known.Settings.Satellite is not null);
        return new(
            StatusCodes.Status404NotFound,
            "Nothing can be staked there",
            $"Expected a chain where assets are locked ({Names(sources)}), found {chain.Name}, which has no "
                + $"satellite. Ask for another chain, or set QLStake:{chain.Setting("Satellite")}."
        );
    }

    public static QuoteException NoHub(ConfiguredChain chain, FeeChains chains) =>
        new(
            StatusCodes.Status404NotFound,
            "Nothing can be redeemed there",
            $"Expected a hub's chain ({Names(chains.All.Where(known => known.Settings.Hub is not null))}), found {chain.Name}, "
                + $"which has none. Ask for another chain, or set QLStake:{chain.Setting("Hub")}."
        );

    public static QuoteException NoDestination(QuoteKind kind, FeeChains chains) =>
        new(
            StatusCodes.Status400BadRequest,
            "Not understood",
            $"Expected where to (destination={Names(chains.All)}), found nothing. A quote of kind {kind} needs it."
        );

    public static QuoteException NoPool(ConfiguredChain chain, Address token, IEnumerable<Address> tokens) =>
        new(
            StatusCodes.Status404NotFound,
            "Not a liquid token of ours",
            $"Expected one of the liquid tokens on {chain.Name} ({string.Join(", ", tokens)}), found {token}. Correct the "
                + $"asset, or set QLStake:{chain.Setting("Pools")}."
        );

    public static QuoteException UnknownHub(ConfiguredChain chain, ulong selector) =>
        new(
            StatusCodes.Status502BadGateway,
            "Unknown destination",
            $"The satellite on {chain.Name} sends to CCIP selector {selector}, which is none of the configured chains. "
                + "Add that chain to QLStake:Chains, or correct the satellite's hub."
        );

    public static QuoteException Unreachable(Exception error, ConfiguredChain chain) =>
        new(
            StatusCodes.Status503ServiceUnavailable,
            "A chain does not answer",
            $"{chain.Name} (QLStake:{chain.Setting("Rpc")}) cannot be read now: {error.Message} Try again.",
            error
        );

    public static QuoteException NoToken(Exception error, ConfiguredChain chain, Address token) =>
        new(
            StatusCodes.Status422UnprocessableEntity,
            "Not a token",
            $"Expected an ERC-20 token at {token} on {chain.Name}, found something that has no symbol and decimals: "
                + $"{error.Message} Correct the address.",
            error
        );

    public static QuoteException Of(Exception error, ConfiguredChain chain, Address contract) =>
        error switch
        {
            CallRevertedException reverted => new(
                StatusCodes.Status422UnprocessableEntity,
                "The contract refuses this",
                Explain(reverted, chain),
                error
            ),
            AbiException => new(
                StatusCodes.Status502BadGateway,
                "No contract of ours at its address",
                $"Expected the contract at {contract} on {chain.Name}, found something that does not answer like one: "
                    + $"{error.Message} Correct its address at QLStake:{chain.Setting("Satellite")}, Hub, OnRamp or Pools.",
                error
            ),
            WrongChainException or RpcMalformedException => new(
                StatusCodes.Status502BadGateway,
                "A chain answers wrongly",
                error.Message,
                error
            ),
            _ => Unreachable(error, chain),
        };

    private static string Explain(CallRevertedException reverted, ConfiguredChain chain) =>
        QuoteRefusal.Explain(RevertReason.Read(reverted.Data.Span, QLStakeSatellite.DecodeError), chain.Name)
        ?? QuoteRefusal.ExplainHub(RevertReason.Read(reverted.Data.Span, QLStakeHub.DecodeError), chain.Name)
        ?? Other(reverted);

    private static string Names(IEnumerable<ConfiguredChain> chains) =>
        string.Join(", ", chains.Select(known => known.Name));

    private static string Other(CallRevertedException reverted) =>
        $"The call reverted: {RevertReason.Describe(reverted.Data)}. If it names a CCIP error, the lane is not usable now; "
        + "try again later.";
}
