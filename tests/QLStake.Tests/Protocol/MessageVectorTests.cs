using QLStake.Contracts;
using QLStake.Protocol.Messages;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Protocol;

public sealed class MessageVectorTests : IDisposable
{
    private readonly ProtocolVectors _vectors = new();

    [Fact]
    public void Leaves_are_those_of_the_contracts()
    {
        foreach (var vector in _vectors["leaves"].EnumerateArray())
        {
            var leaf = Leaf.Of(ProtocolVectors.Kind(vector), _vectors.ItemOf(vector));
            leaf.ShouldBe(ProtocolVectors.Word(vector, "leaf"));
        }
    }

    [Fact]
    public void A_stakes_id_is_its_leaf()
    {
        var vector = _vectors["leaves"][0];
        ProtocolVectors.Kind(vector).ShouldBe(MessageKind.Stake);
        Leaf.IdOf(_vectors.ItemOf(vector)).Value.ShouldBe(ProtocolVectors.Word(vector, "leaf"));
    }

    [Fact]
    public void Messages_are_read_and_written_as_the_contracts_do()
    {
        foreach (var vector in _vectors["messages"].EnumerateArray())
        {
            var data = Hex.Decode(ProtocolVectors.Text(vector, "data"));
            var message = PeerMessageCodec.Decode(data, _vectors.Route);
            var name = ProtocolVectors.Text(vector, "name");
            (message is not null).ShouldBe(vector.GetProperty("ok").GetBoolean(), name);
            if (message is null)
            {
                continue;
            }
            message.Kind.ShouldBe(ProtocolVectors.Kind(vector), name);
            message.Asset.ShouldBe(ProtocolVectors.AddressOf(vector, "asset"), name);
            message.Count.ShouldBe((uint)ProtocolVectors.UInt64(vector, "count"), name);
            message.Total.Value.ShouldBe(U256.Parse(ProtocolVectors.Text(vector, "total")), name);
            message.Root.ShouldBe(ProtocolVectors.Word(vector, "root"), name);
            Hex.Encode(PeerMessageCodec.Encode(message)).ShouldBe(Hex.Encode(data), name);
        }
    }

    [Fact]
    public void Root_keys_are_those_of_the_contracts()
    {
        foreach (var vector in _vectors["rootKeys"].EnumerateArray())
        {
            RootKey
                .Of(
                    new ChainSelector(ProtocolVectors.UInt64(vector, "selector")),
                    ProtocolVectors.AddressOf(vector, "peer"),
                    ProtocolVectors.Kind(vector),
                    ProtocolVectors.Word(vector, "root")
                )
                .ShouldBe(ProtocolVectors.Word(vector, "key"));
        }
    }

    [Fact]
    public void Approvals_have_the_digest_that_the_hub_checks()
    {
        foreach (var vector in _vectors["approvals"].EnumerateArray())
        {
            var domain = MintApproval.Domain(
                U256.Parse(ProtocolVectors.Text(vector, "chainId")),
                ProtocolVectors.AddressOf(vector, "verifyingContract")
            );
            domain.Separator().ShouldBe(ProtocolVectors.Word(vector, "domainSeparator"));
            new MintApproval(
                new StakeId(ProtocolVectors.Word(vector, "stakeId")),
                ProtocolVectors.Word(vector, "root"),
                ProtocolVectors.UInt64(vector, "expires"),
                ProtocolVectors.Word(vector, "policyHash")
            )
                .Digest(domain.Separator())
                .ShouldBe(ProtocolVectors.Word(vector, "digest"));
        }
    }

    [Fact]
    public void Refund_approvals_have_the_digest_that_the_hub_checks()
    {
        foreach (var vector in _vectors["refundApprovals"].EnumerateArray())
            new RefundApproval(
                new StakeId(ProtocolVectors.Word(vector, "stakeId")),
                ProtocolVectors.Word(vector, "root"),
                ProtocolVectors.UInt64(vector, "expires")
            )
                .Digest(Separator)
                .ShouldBe(ProtocolVectors.Word(vector, "digest"));
    }

    [Fact]
    public void Heartbeats_have_the_digest_that_the_hub_checks()
    {
        foreach (var vector in _vectors["heartbeats"].EnumerateArray())
            new Heartbeat(ProtocolVectors.UInt64(vector, "at"))
                .Digest(Separator)
                .ShouldBe(ProtocolVectors.Word(vector, "digest"));
    }

    [Fact]
    public void Batches_have_the_key_that_the_contracts_keep_them_under()
    {
        foreach (var vector in _vectors["batchKeys"].EnumerateArray())
            BatchKey
                .Of(
                    ProtocolVectors.Kind(vector),
                    new ChainSelector(ProtocolVectors.UInt64(vector, "selector")),
                    ProtocolVectors.AddressOf(vector, "peer"),
                    ProtocolVectors.AddressOf(vector, "asset")
                )
                .ShouldBe(ProtocolVectors.Word(vector, "key"));
    }

    [Fact]
    public void A_leaf_of_the_way_back_is_that_of_the_contracts()
    {
        foreach (var vector in _vectors["leaves"].EnumerateArray())
        {
            var item = _vectors.ItemOf(vector);
            var back = new ReleaseItem(
                item.Lane,
                item.Satellite,
                item.Hub,
                item.Asset,
                item.Amount,
                item.Receiver,
                item.RefundTo,
                item.Nonce,
                item.Index
            );
            Leaf.Of(ProtocolVectors.Kind(vector), back).ShouldBe(ProtocolVectors.Word(vector, "leaf"));
        }
    }

    private B256 Separator => ProtocolVectors.Word(_vectors["approvals"][0], "domainSeparator");

    public void Dispose() => _vectors.Dispose();
}
