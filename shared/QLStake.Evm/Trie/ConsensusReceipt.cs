using System.Text.Json;
using QLStake.Evm.Logs;

namespace QLStake.Evm.Trie;

/// <summary>A receipt as a block's header commits to it: what <c>receiptsRoot</c> proves, and nothing else.</summary>
/// <param name="Succeeded">Whether the transaction did not revert.</param>
/// <param name="Logs">Address, topics and data only: where a log stands is not part of it.</param>
public sealed record ConsensusReceipt(bool Succeeded, IReadOnlyList<Log> Logs)
{
    /// <summary>
    /// The consensus encoding of a receipt from JSON-RPC: <c>rlp(status, cumulativeGasUsed, logsBloom, logs)</c>, behind the
    /// transaction's type unless that is 0 (EIP-658, EIP-2718).
    /// </summary>
    /// <exception cref="EvmDataException">A field is missing or unreadable.</exception>
    public static byte[] Encode(JsonElement receipt)
    {
        var writer = new RlpWriter();
        writer.StartList();
        writer.Write(ConsensusHeader.Quantity(receipt, "status"));
        writer.Write(ConsensusHeader.Quantity(receipt, "cumulativeGasUsed"));
        writer.Write(ConsensusHeader.Bytes(receipt, "logsBloom"));
        writer.StartList();
        foreach (var log in receipt.GetProperty("logs").EnumerateArray())
        {
            writer.StartList();
            writer.Write(ConsensusHeader.Bytes(log, "address"));
            writer.StartList();
            foreach (var topic in log.GetProperty("topics").EnumerateArray())
            {
                writer.Write(Hex.Decode(topic.GetString()!));
            }
            writer.EndList();
            writer.Write(ConsensusHeader.Bytes(log, "data"));
            writer.EndList();
        }
        writer.EndList();
        writer.EndList();
        var type = receipt.TryGetProperty("type", out _) ? (ulong)ConsensusHeader.Quantity(receipt, "type") : 0;
        return type == 0 ? writer.Written.ToArray() : [checked((byte)type), .. writer.Written];
    }

    /// <summary>Reads a consensus encoding.</summary>
    /// <exception cref="EvmDataException">It is none.</exception>
    public static ConsensusReceipt Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.IsEmpty)
        {
            throw new EvmDataException("Expected a receipt, found nothing.");
        }
        // A typed receipt begins with its type, which is below any list's prefix (EIP-2718).
        var reader = new RlpReader(encoded[0] < 0xc0 ? encoded[1..] : encoded);
        var receipt = reader.ReadList();
        reader.ReadEnd();
        var status = receipt.ReadBytes();
        _ = receipt.ReadU256();
        _ = receipt.ReadBytes();
        var list = receipt.ReadList();
        receipt.ReadEnd();
        var logs = new List<Log>();
        while (!list.AtEnd)
        {
            logs.Add(ReadLog(list.ReadList(), (uint)logs.Count));
        }
        return new(status.Length == 1 && status[0] == 1, logs);
    }

    private static Log ReadLog(RlpReader log, uint place)
    {
        var address = log.ReadAddress();
        var list = log.ReadList();
        var topics = new List<B256>();
        while (!list.AtEnd)
        {
            topics.Add(list.ReadB256());
        }
        var data = log.ReadBytes().ToArray();
        log.ReadEnd();
        return new(address, topics.ToArray(), data, 0, B256.Zero, B256.Zero, 0, place, Removed: false);
    }
}
