using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.MessageRouter;

/// <summary>What leaves the router: its commands.</summary>
public static class RouterMessages
{
    public static ShippingMap Map() =>
        new ShippingMap(ServiceNames.MessageRouter)
            .Ship<ApprovalAsked>(asked => asked.Command)
            .Ship<MintAsked>(asked => asked.Command)
            .Ship<RefundApprovalAsked>(asked => asked.Command)
            .Ship<CreditAsked>(asked => asked.Command)
            .Ship<RefundAsked>(asked => asked.Command)
            .Ship<HeartbeatWanted>(wanted => wanted.Command)
            .Ship<HeartbeatAsked>(asked => asked.Command)
            .Ship<ReleaseAsked>(asked => asked.Command)
            .Ship<RestAsked>(asked => asked.Command);

    public static void Take(InboxRoutes routes) =>
        routes
            .From(ServiceNames.ChainWatcher)
            .From(ServiceNames.RateLimitGuard)
            .From(ServiceNames.MintExecutor)
            .On<BlockObserved, ChainConsumer>()
            .On<ChainReorged, ChainConsumer>()
            .On<ChainFinalized, ChainConsumer>()
            .On<MintApproved, VerdictConsumer>()
            .On<MintDeferred, VerdictConsumer>()
            .On<MintNotYetProvable, VerdictConsumer>()
            .On<MintHeld, VerdictConsumer>()
            .On<MintRejected, VerdictConsumer>()
            .On<MintSubmitted, ExecutionConsumer>()
            .On<MintPostponed, ExecutionConsumer>()
            .On<MintReturned, ExecutionConsumer>()
            .On<RefundApproved, RefundConsumer>()
            .On<RefundRefused, RefundConsumer>()
            .On<HeartbeatSigned, HeartbeatConsumer>()
            .On<OperationSubmitted, OperationConsumer>()
            .On<OperationPostponed, OperationConsumer>()
            .On<OperationReturned, OperationConsumer>();
}
