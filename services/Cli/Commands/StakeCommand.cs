using System.CommandLine;
using QLStake.Localnet.Chains;
using Spectre.Console;

namespace QLStake.Cli;

/// <summary><c>qls stake</c>: one stake by the local staker.</summary>
internal static class StakeCommand
{
    public static Command Create()
    {
        var chain = new Option<string>("--chain")
        {
            Description = "The chain to stake on: avalanche or arbitrum.",
            DefaultValueFactory = _ => ChainSpec.Avalanche.Name,
        };
        var amount = new Option<string>("--amount")
        {
            Description = "How much native coin, such as 1.5.",
            Required = true,
        };
        var fee = new Option<string>("--fee")
        {
            Description = "What the CCIP fee is paid in.",
            DefaultValueFactory = _ => "native",
        };
        fee.AcceptOnlyFromAmong("native", "link");
        var receiver = ReceiverOption.Create(
            "Who gets the liquid token on the hub's chain, an address; the staker unless given."
        );
        var queue = new Option<bool>("--queue")
        {
            Description = "Wait for company: the stake leaves with others in one message, at a share of its fee.",
        };
        var command = new Command("stake", "Stake native coin with the local development account.")
        {
            chain,
            amount,
            fee,
            receiver,
            queue,
            JsonOption.Instance,
        };
        command.SetAction(
            (parsed, stop) =>
                RunAsync(
                    parsed.GetRequiredValue(chain),
                    Units.Parse(parsed.GetRequiredValue(amount)),
                    parsed.GetRequiredValue(fee) == "link" ? FeeCoin.Link : FeeCoin.Native,
                    ReceiverOption.Read(parsed.GetValue(receiver)),
                    parsed.GetValue(queue),
                    parsed,
                    stop
                )
        );
        return command;
    }

    private static async Task RunAsync(
        string chain,
        U256 amount,
        FeeCoin fee,
        Address receiver,
        bool queue,
        ParseResult parsed,
        CancellationToken stop
    )
    {
        if (queue && fee == FeeCoin.Link)
        {
            throw new CliException(
                "A queued stake's share of CCIP's fee is paid in native coin: leave out --fee link."
            );
        }

        await using var localnet = await RunningLocalnet.OpenAsync(stop);
        var source = localnet.SourceChain(chain);
        using var maker = new StakeMaker(source, DevelopmentAccount.Staker, TimeProvider.System);
        var made = queue
            ? await maker.QueueAsync(amount, receiver, stop)
            : await maker.StakeAsync(amount, fee, receiver, stop);
        JsonOption.Tell(
            parsed,
            new
            {
                stakeId = made.Id,
                chain,
                amount,
                block = made.Receipt.BlockNumber,
                transaction = made.Receipt.TransactionHash,
                paidIn = fee,
                made.Charged,
                made.CcipFee,
                made.ExecutionFee,
            },
            _ => Print(made, chain, amount, fee)
        );
    }

    private static void Print(MadeStake made, string chain, U256 amount, FeeCoin fee)
    {
        var coin = fee == FeeCoin.Link ? "LINK" : "native coin";
        AnsiConsole.MarkupLineInterpolated($"[bold]{made.Id}[/]");
        AnsiConsole.MarkupLineInterpolated(
            $"Locked {Units.Show(amount)} on {chain}, block {made.Receipt.BlockNumber}, transaction {made.Receipt.TransactionHash}."
        );
        AnsiConsole.MarkupLineInterpolated(
            $"Paid {Units.Show(made.Charged)} {coin}: CCIP {Units.Show(made.CcipFee)}, execution {Units.Show(made.ExecutionFee)}."
        );
        AnsiConsole.MarkupLineInterpolated($"Where it is: ./qls show {made.Id.ToString()[..10]}");
    }
}
