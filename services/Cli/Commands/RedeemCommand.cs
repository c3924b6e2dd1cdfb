using System.CommandLine;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using Spectre.Console;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary><c>qls redeem</c>: the local staker's qAVAX back for the asset behind it.</summary>
internal static class RedeemCommand
{
    public static Command Create()
    {
        var chain = new Option<string>("--chain")
        {
            Description = "The chain whose asset is paid out: avalanche or arbitrum.",
            DefaultValueFactory = _ => ChainSpec.Avalanche.Name,
        };
        var amount = new Option<string>("--amount") { Description = "How many shares, such as 1.5.", Required = true };
        var receiver = ReceiverOption.Create("Who is paid there, an address; the staker unless given.");
        var command = new Command("redeem", "Burn qAVAX of the local development account and get the asset back.")
        {
            chain,
            amount,
            receiver,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetRequiredValue(chain),
                    Units.Parse(parsed.GetRequiredValue(amount)),
                    ReceiverOption.Read(parsed.GetValue(receiver)),
                    parsed,
                    stop
                )
        );
        return command;
    }

    private static async Task RunAsync(
        string chain,
        U256 shares,
        Address receiver,
        ParseResult parsed,
        CancellationToken stop
    )
    {
        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        var (hub, paying) = (localnet.Hub, localnet.SourceChain(chain));
        var (desk, token) = (hub.Contracts.Hub!.Value, hub.Contracts.QToken);
        var (selector, satellite) = (paying.Selector.Value, paying.Contracts.Satellite!.Value);
        var quoteCall = new QLStakeHub.QuoteRedeemCall(token, shares, selector, satellite, Address.Zero, receiver);
        var quote = await hub.ReadAsync(desk, quoteCall, BlockRef.Latest, stop);
        using var transactor = new Transactor(hub.Rpc, DevelopmentAccount.Staker, TimeProvider.System);
        await transactor.SendAsync(token, new QLiquidToken.ApproveCall(desk, shares), stop: stop);
        var call = new QLStakeHub.RedeemCall(token, shares, selector, satellite, Address.Zero, receiver, quote.Amount);
        var receipt = await transactor.SendAsync(desk, call, quote.CcipFee, stop: stop);
        var id = IdOf(receipt);
        JsonOption.Tell(
            parsed,
            new
            {
                releaseId = id,
                shares,
                chain,
                amount = quote.Amount,
                receiver,
                block = receipt.BlockNumber,
                transaction = receipt.TransactionHash,
                quote.CcipFee,
            },
            _ =>
            {
                AnsiConsole.MarkupLineInterpolated($"[bold]{id}[/]");
                AnsiConsole.MarkupLineInterpolated(
                    $"Burned {Units.Show(shares)} shares on {hub.Name}, block {receipt.BlockNumber}, transaction {receipt.TransactionHash}."
                );
                AnsiConsole.MarkupLineInterpolated(
                    $"{Units.Show(quote.Amount)} are paid to {receiver} on {chain}. Paid {Units.Show(quote.CcipFee)} native coin to CCIP."
                );
                AnsiConsole.MarkupLineInterpolated($"Where it is: ./qls show {id}");
            }
        );
    }

    private static B256 IdOf(TransactionReceipt receipt)
    {
        foreach (var log in receipt.Logs)
        {
            if (QLStakeHub.Redeemed.TryDecode(log, out var redeemed))
            {
                return redeemed.ReleaseId;
            }
        }

        throw new CliException(
            $"Transaction {receipt.TransactionHash} succeeded without Redeemed: the hub is of another version."
        );
    }
}
