using System.CommandLine;
using QLStake.Cli;

var root = new RootCommand(
    "QL-Stake: stake an asset on one chain, receive its liquid token on another, carried by Chainlink CCIP. "
        + "Here on three local chains with real CCIP contracts."
)
{
    DemoCommand.Create(),
    UpCommand.Create(),
    DownCommand.Create(),
    StatusCommand.Create(),
    StakeCommand.Create(),
    TransferCommand.Create(),
    RedeemCommand.Create(),
    ShowCommand.Create(),
    ReplayCommand.Create(),
    AuditCommand.Create(),
    PassportCommand.Create(),
    VerifyCommand.Create(),
    ProjectionsCommand.Create(),
    LogsCommand.Create(),
    HoldCommand.Create(),
    InboxCommand.Create(),
    FeesCommand.Create(),
    TestCommand.Create(),
};
root.HelpName = "./qls";
return await Terminal.RunAsync(root.Parse(args));
