using System.CommandLine;
using QLStake.Contracts;
using QLStake.Evm;
using QLStake.Localnet.Chains;
using QLStake.Protocol.Bindings;
using QLStake.Protocol.Ccip;
using Spectre.Console;
using BlockRef = QLStake.Evm.BlockRef;

namespace QLStake.Cli;

/// <summary><c>qls transfer</c>: the local staker's qAVAX to another chain, by CCIP's own Router and pools.</summary>
internal static class TransferCommand
{
    public static Command Create()
    {
        var from = Chain("--from", "The chain the tokens are on.", ChainSpec.Ethereum);
        var to = Chain("--to", "The chain they go to.", ChainSpec.Arbitrum);
        var amount = new Option<string>("--amount") { Description = "How many shares, such as 1.5.", Required = true };
        var command = new Command("transfer", "Send qAVAX of the local development account to another chain.")
        {
            from,
            to,
            amount,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetRequiredValue(from),
                    parsed.GetRequiredValue(to),
                    Units.Parse(parsed.GetRequiredValue(amount)),
                    parsed,
                    stop
                )
        );
        return command;
    }

    private static Option<string> Chain(string name, string description, ChainSpec usual)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => usual.Name };
        option.AcceptOnlyFromAmong([.. ChainSpec.All.Select(chain => chain.Name)]);
        return option;
    }

    private static async Task RunAsync(string from, string to, U256 amount, ParseResult parsed, CancellationToken stop)
    {
        if (from == to)
        {
            throw new CliException($"Expected two chains, found {from} twice.");
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        var (source, destination) = (localnet.ChainNamed(from), localnet.ChainNamed(to));
        var holder = DevelopmentAccount.Staker;
        await RequireSharesAsync(source, holder.Address, amount, stop);
        using var transactor = new Transactor(source.Rpc, holder, TimeProvider.System);
        var (token, router) = (source.Contracts.QToken, source.Contracts.Router);
        await transactor.SendAsync(token, new QLiquidToken.ApproveCall(router, amount), stop: stop);
        var message = new Router.EVM2AnyMessage(
            CcipAddress.Encode(holder.Address),
            [],
            [new Router.EVMTokenAmount(token, amount)],
            default,
            new ExtraArgs(0, true).Encode()
        );
        var selector = destination.Description.Selector.Value;
        var fee = await source.ReadAsync(router, new Router.GetFeeCall(selector, message), BlockRef.Latest, stop);
        var receipt = await transactor.SendAsync(router, new Router.CcipSendCall(selector, message), fee, stop: stop);
        var id = IdOf(receipt);
        JsonOption.Tell(
            parsed,
            new
            {
                messageId = id,
                from,
                to,
                shares = amount,
                block = receipt.BlockNumber,
                transaction = receipt.TransactionHash,
                ccipFee = fee,
            },
            _ =>
            {
                AnsiConsole.MarkupLineInterpolated($"[bold]{id}[/]");
                AnsiConsole.MarkupLineInterpolated(
                    $"Burned {Units.Show(amount)} shares on {from}, block {receipt.BlockNumber}, transaction {receipt.TransactionHash}."
                );
                AnsiConsole.MarkupLineInterpolated(
                    $"Paid {Units.Show(fee)} native coin to CCIP. Where it is: ./qls show {id}"
                );
            }
        );
    }

    private static async Task RequireSharesAsync(
        ConnectedChain chain,
        Address holder,
        U256 amount,
        CancellationToken stop
    )
    {
        var call = new QLiquidToken.BalanceOfCall(holder);
        var balance = await chain.ReadAsync(chain.Contracts.QToken, call, BlockRef.Latest, stop);
        if (balance < amount)
        {
            throw new CliException(
                $"The staker {holder} has {Units.Show(balance)} shares on {chain.Name}. Send no more, or stake first: ./qls stake"
            );
        }
    }

    private static MessageId IdOf(TransactionReceipt receipt)
    {
        foreach (var log in receipt.Logs)
        {
            if (OnRamp.CCIPMessageSent.TryDecode(log, out var sent))
            {
                return new MessageId(sent.Message.Header.MessageId);
            }
        }

        throw new CliException(
            $"Transaction {receipt.TransactionHash} succeeded without CCIPMessageSent: no CCIP 1.6 Router."
        );
    }
}
