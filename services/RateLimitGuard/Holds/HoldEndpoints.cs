using Marten;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Hosting;
using QLStake.Protocol.Messages;

namespace QLStake.RateLimitGuard;

/// <summary>
/// What an operator decides about held mints: <c>GET /holds</c>, <c>POST /mints/{stakeId}/release</c> and <c>…/reject</c>. The
/// signature is the permission; there is no password.
/// </summary>
internal static class HoldEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/holds", ListAsync);
        app.MapPost(
            "/mints/{stakeId}/release",
            (string stakeId, HoldRequest request, Holds holds, CancellationToken ct) =>
                DecideAsync(HoldVerdict.Release, stakeId, request, holds, ct)
        );
        app.MapPost(
            "/mints/{stakeId}/reject",
            (string stakeId, HoldRequest request, Holds holds, CancellationToken ct) =>
                DecideAsync(HoldVerdict.Reject, stakeId, request, holds, ct)
        );
    }

    private static async Task<IResult> ListAsync(IQuerySession session, CancellationToken ct) =>
        Results.Json(
            await session.Query<MintView>().Where(mint => mint.Standing == MintStanding.Held).Take(500).ToListAsync(ct),
            MessageJson.Options
        );

    private static async Task<IResult> DecideAsync(
        HoldVerdict verdict,
        string stakeId,
        HoldRequest request,
        Holds holds,
        CancellationToken ct
    )
    {
        if (!B256.TryParse(stakeId, out var id))
            return Results.Problem($"Expected a stake id (0x and 64 hex digits), found '{stakeId}'.", statusCode: 400);
        var decision = new HoldDecision(verdict, new(id), request.Reason ?? "", request.At);
        return await holds.DecideAsync(decision, request.Signature ?? "", ct) is var (status, why)
            ? Results.Problem(why, statusCode: status)
            : Results.NoContent();
    }

    /// <param name="At">Seconds since 1970, as signed.</param>
    /// <param name="Signature">65 bytes r ‖ s ‖ v as 0x-hex.</param>
    internal sealed record HoldRequest(string? Reason, ulong At, string? Signature);
}

/// <summary>Checks a decision's signature and writes it down.</summary>
internal sealed class Holds(
    StreamsFactory streams,
    GuardChains chains,
    Operators operators,
    Guardian guardian,
    Policy policy,
    TimeProvider time
)
{
    /// <returns>Status and sentence of a refusal, or null.</returns>
    public async Task<(int Status, string Why)?> DecideAsync(
        HoldDecision decision,
        string signature,
        CancellationToken ct
    )
    {
        var stream = Mint.Stream(decision.StakeId);
        await using (var unit = streams.Open())
        {
            var mint = await unit.LoadAsync<Mint>(stream, ct);
            if (mint.Asking?.Item is not { } item || chains.Find(item.Lane.Destination) is not { } hub)
                return (404, $"The guard has not been asked about stake {decision.StakeId}.");
            if (Signer(decision, signature, hub.Rpc.ChainId, item.Hub) is not { } signer)
                return (400, "Expected a signature of 65 bytes r ‖ s ‖ v as 0x-hex, found something else.");
            if (operators.Problem(decision, signer, time.GetUtcNow()) is { } problem)
                return (403, problem);
            return await WriteAsync(stream, decision, signer, signature, ct) is { } refusal ? (409, refusal) : null;
        }
    }

    private async Task<string?> WriteAsync(
        string stream,
        HoldDecision decision,
        Address signer,
        string signature,
        CancellationToken ct
    )
    {
        string? refusal = null;
        await streams.RunAsync(
            async unit =>
            {
                await unit.DecideAsync<Mint>(
                    stream,
                    mint =>
                        HoldRule.Decide(
                            mint,
                            decision,
                            signer,
                            signature,
                            guardian.Address,
                            policy.Hash,
                            time.GetUtcNow(),
                            out refusal
                        ),
                    ct
                );
                await unit.FreeAsync(policy, stream, ct);
            },
            ct
        );
        return refusal;
    }

    private static Address? Signer(HoldDecision decision, string signature, ulong chainId, Address hub)
    {
        try
        {
            var digest = decision.Digest(MintApproval.Domain(chainId, hub).Separator());
            return Secp256k1.Recover(digest, Signature.FromSpan(Hex.Decode(signature)));
        }
        catch (Exception error) when (error is EvmDataException or FormatException)
        {
            return null;
        }
    }
}
