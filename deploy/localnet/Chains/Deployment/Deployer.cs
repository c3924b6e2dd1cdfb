using QLStake.Evm;
using QLStake.Localnet.Servers;

namespace QLStake.Localnet.Chains.Deployment;

/// <summary>Carries out a chain's plan on its node.</summary>
internal sealed class Deployer(AnvilNode node, IEvmChain rpc, TimeProvider time)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Stalled = TimeSpan.FromSeconds(2);

    /// <summary>Gives native coin to everyone who acts on a new chain.</summary>
    public async Task FundAsync(DeploymentPlan plan, CancellationToken stop)
    {
        foreach (var account in DevelopmentAccount.Everyone.Append(plan.Deployer))
        {
            await node.CallAsync(
                "anvil_setBalance",
                [account.Address.ToString(), Amounts.NativeEach.ToHexQuantity()],
                stop
            );
        }
    }

    /// <exception cref="LocalnetException">A step failed; the message names it and its reason.</exception>
    public async Task RunAsync(DeploymentPlan plan, CancellationToken stop)
    {
        foreach (var stage in Stages(plan.Transactions))
        {
            foreach (var transaction in stage)
            {
                await rpc.SendRawTransaction(transaction.Signed.Raw, stop);
            }

            await ConfirmAsync(stage, stop);
        }
    }

    /// <summary>A block may order two senders' transactions anew, so each waits for the other.</summary>
    private static IEnumerable<List<PlannedTransaction>> Stages(IEnumerable<PlannedTransaction> transactions)
    {
        var stage = new List<PlannedTransaction>();
        foreach (var transaction in transactions)
        {
            if (stage.Count > 0 && stage[^1].Signed.Sender != transaction.Signed.Sender)
            {
                yield return stage;
                stage = [];
            }

            stage.Add(transaction);
        }

        yield return stage;
    }

    private async Task ConfirmAsync(List<PlannedTransaction> stage, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        var spurred = began;
        B256[] hashes = [.. stage.Select(transaction => transaction.Signed.Hash)];
        while (time.GetElapsedTime(began) < Patience)
        {
            var receipts = await rpc.GetReceipts(hashes, stop);
            for (var i = 0; i < receipts.Count; i++)
            {
                if (receipts[i] is { Succeeded: false } failed)
                {
                    throw new LocalnetException(
                        $"Deployment of {rpc.Name} failed at '{stage[i].Step}': {await ReasonAsync(stage[i], failed, stop)}"
                    );
                }
            }

            if (receipts.All(receipt => receipt is not null))
            {
                return;
            }

            if (time.GetElapsedTime(spurred) > Stalled)
            {
                await SendAgainAsync(stage.Where((_, i) => receipts[i] is null), stop);
                spurred = time.GetTimestamp();
            }

            await Task.Delay(Poll, time, stop);
        }

        throw new LocalnetException(
            $"{rpc.Name} did not take all of {stage.Count} transactions, '{stage[0].Step}' to '{stage[^1].Step}', into blocks within "
                + $"{Patience}. Head: {await rpc.GetBlockNumber(stop)}; its pool: {await node.CallAsync("txpool_inspect", [], stop)}"
        );
    }

    /// <summary>
    /// anvil at times forgets to make a transaction ready, or to mine what is (foundry issue 10122): it is entered anew,
    /// and a block asked for.
    /// </summary>
    private async Task SendAgainAsync(IEnumerable<PlannedTransaction> forgotten, CancellationToken stop)
    {
        foreach (var transaction in forgotten)
        {
            await node.CallAsync("anvil_dropTransaction", [transaction.Signed.Hash.ToString()], stop);
            await rpc.SendRawTransaction(transaction.Signed.Raw, stop);
        }

        await node.CallAsync("evm_mine", [], stop);
    }

    private async Task<string> ReasonAsync(PlannedTransaction step, TransactionReceipt failed, CancellationToken stop)
    {
        var sent = step.Signed.Transaction;
        var call = new CallRequest(sent.To, sent.Data, step.Signed.Sender, sent.Value, sent.GasLimit);
        try
        {
            await rpc.Call(call, BlockRef.Number(failed.BlockNumber - 1), stop);
            return $"transaction {failed.TransactionHash} used {failed.GasUsed} gas";
        }
        catch (CallRevertedException error)
        {
            return error.Message;
        }
    }
}
