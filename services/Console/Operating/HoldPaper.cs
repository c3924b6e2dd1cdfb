using System.Text.Json.Nodes;
using QLStake.Contracts;
using QLStake.Protocol.Messages;

namespace QLStake.Console;

/// <summary>What an operator's wallet shows and signs about a held mint (EIP-712); the guard checks it by <see cref="HoldDecision"/>.</summary>
internal static class HoldPaper
{
    private const int LongestReason = 500;

    /// <returns>What is wrong with the reason, or null.</returns>
    public static string? Problem(string reason) =>
        reason.Trim().Length switch
        {
            0 => "Expected a reason: it is kept with the decision.",
            > LongestReason => $"Expected at most {LongestReason} characters.",
            _ => null,
        };

    /// <param name="chainId">The hub's chain id: the decision is good for this hub on this chain only.</param>
    public static string Write(HoldDecision decision, ulong chainId, Address hub)
    {
        var domain = MintApproval.Domain(chainId, hub);
        var type = decision.Verdict == HoldVerdict.Release ? "ReleaseMint" : "RejectMint";
        return new JsonObject
        {
            ["types"] = new JsonObject
            {
                ["EIP712Domain"] = Members(
                    ("string", "name"),
                    ("string", "version"),
                    ("uint256", "chainId"),
                    ("address", "verifyingContract")
                ),
                [type] = Members(("bytes32", "stakeId"), ("string", "reason"), ("uint64", "at")),
            },
            ["primaryType"] = type,
            ["domain"] = new JsonObject
            {
                ["name"] = domain.Name,
                ["version"] = domain.Version,
                ["chainId"] = chainId,
                ["verifyingContract"] = $"{hub}",
            },
            ["message"] = new JsonObject
            {
                ["stakeId"] = $"{decision.StakeId}",
                ["reason"] = decision.Reason,
                ["at"] = decision.At,
            },
        }.ToJsonString();
    }

    private static JsonArray Members(params (string Type, string Name)[] members) =>
        [.. members.Select(member => new JsonObject { ["name"] = member.Name, ["type"] = member.Type })];
}
