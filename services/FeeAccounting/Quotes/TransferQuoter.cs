using QLStake.Contracts;
using QLStake.Hosting;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;

namespace QLStake.FeeAccounting;

/// <summary>Asks CCIP what carrying the liquid token to another chain costs, and its pools what they let through.</summary>
public sealed class TransferQuoter(QuoteViews views, FeeChains chains, QuoteSettings settings, TimeProvider time)
{
    private const int Native = 0,
        Link = 1,
        Outbound = 2,
        RemoteToken = 3;

    /// <exception cref="QuoteException">A chain would not say; the message says why and what to do.</exception>
    public async Task<Quote> QuoteAsync(QuoteRequest request, CancellationToken ct)
    {
        var to = request.Destination ?? throw QuoteException.NoDestination(request.Kind, chains);
        var ccip = await views.CcipAsync(request.Chain);
        var pool = ccip.Pools.TryGetValue(request.Asset, out var known)
            ? known
            : throw QuoteException.NoPool(request.Chain, request.Asset, ccip.Pools.Keys);
        var onRamp = request.Chain.Settings.OnRamp;
        var answers = await Quoter.AskAsync(request, onRamp, Calls(request, to, ccip, pool), ct);
        var inLink = request.FeeToken == ccip.Link;
        var fee = Quoter.Read(request, onRamp, () => Fee(answers, inLink ? Link : Native));
        var (out_, arriving) = Quoter.Read(
            request,
            pool,
            () =>
                (
                    BurnMintTokenPool.GetCurrentOutboundRateLimiterStateCall.DecodeResult(answers[Outbound]),
                    CcipAddress.Decode(BurnMintTokenPool.GetRemoteTokenCall.DecodeResult(answers[RemoteToken]))
                )
        );
        var (other, now) = (
            answers.Has(inLink ? Native : Link) ? Fee(answers, inLink ? Native : Link) : (Wei?)null,
            time.GetUtcNow()
        );
        return new(
            request.Kind,
            request.Chain.Selector,
            request.Chain.Name,
            to.Selector,
            to.Name,
            request.Asset,
            request.Amount,
            request.Receiver,
            request.FeeToken,
            fee,
            inLink ? new(other, fee, ccip.Link) : new(fee, other, ccip.Link),
            [
                new(
                    PostingKind.CcipFee,
                    request.Chain.Selector,
                    request.Chain.Name,
                    request.FeeToken,
                    fee,
                    "caller",
                    "CCIP carries the token.",
                    $"getFee of {onRamp}",
                    answers.Number
                ),
            ],
            Quoter.Totals(request.Asset, request.Amount, request.FeeToken, fee),
            new(to.Selector, to.Name, arriving, request.Amount, request.Receiver, answers.Number),
            await views.TimesAsync(request.Kind, new(request.Chain.Selector, to.Selector)),
            [
                .. Pool(
                    "outbound pool",
                    request.Chain,
                    new(out_.Capacity, out_.Rate, out_.Tokens, 1),
                    out_.IsEnabled,
                    request.Amount,
                    answers.At
                ),
                .. await InboundAsync(request, to, arriving),
            ],
            now,
            now + settings.QuoteLifetime
        );
    }

    private async Task<IEnumerable<QuoteLimit>> InboundAsync(QuoteRequest request, ConfiguredChain to, Address token)
    {
        if (!(await views.CcipAsync(to)).Pools.TryGetValue(token, out var pool))
            return [];
        var call = new BurnMintTokenPool.GetCurrentInboundRateLimiterStateCall(request.Chain.Selector.Value);
        var there = await views.OtherAsync(to, pool, call.Encode());
        var state = Quoter.Read(
            request,
            pool,
            () => BurnMintTokenPool.GetCurrentInboundRateLimiterStateCall.DecodeResult(there[0])
        );
        return Pool(
            "inbound pool",
            to,
            new(state.Capacity, state.Rate, state.Tokens, 1),
            state.IsEnabled,
            request.Amount,
            there.At
        );
    }

    private static IEnumerable<QuoteLimit> Pool(
        string name,
        ConfiguredChain chain,
        BucketSight bucket,
        bool isEnabled,
        U256 amount,
        DateTimeOffset at
    ) => isEnabled ? [LimitRules.Of(name, chain.Name, bucket, amount, at)] : [];

    private static Wei Fee(ChainAnswers answers, int call) => new(OnRamp.GetFeeCall.DecodeResult(answers[call]));

    private static IReadOnlyList<(Address, byte[])> Calls(
        QuoteRequest request,
        ConfiguredChain to,
        CcipView ccip,
        Address pool
    )
    {
        var (selector, onRamp) = (to.Selector.Value, request.Chain.Settings.OnRamp);
        byte[] Fee(Address feeToken) =>
            new OnRamp.GetFeeCall(
                selector,
                new OnRamp.EVM2AnyMessage(
                    CcipAddress.Encode(request.Receiver),
                    [],
                    [new OnRamp.EVMTokenAmount(request.Asset, request.Amount)],
                    feeToken,
                    new ExtraArgs(U256.Zero, true).Encode()
                )
            ).Encode();

        return
        [
            (onRamp, Fee(ccip.WrappedNative)),
            (onRamp, Fee(ccip.Link)),
            (pool, new BurnMintTokenPool.GetCurrentOutboundRateLimiterStateCall(selector).Encode()),
            (pool, new BurnMintTokenPool.GetRemoteTokenCall(selector).Encode()),
        ];
    }
}
