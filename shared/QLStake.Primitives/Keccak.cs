using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace QLStake;

/// <summary>Keccak-256 with the original padding (0x01), as Ethereum uses it; not NIST SHA3-256. Allocates nothing.</summary>
public static class Keccak
{
    private const int Rate = 136;
    private const int Lanes = 25;

    /// <summary>keccak256 of no bytes: the code hash of an account without code.</summary>
    public static readonly B256 Empty = Hash([]);

    /// <summary>keccak256(<paramref name="data"/>).</summary>
    public static B256 Hash(ReadOnlySpan<byte> data)
    {
        var hash = new Incremental();
        hash.Append(data);
        return hash.Finish();
    }

    /// <summary>Hashes data that arrives in pieces. A mutable value: keep it in a local and do not copy it in mid-flow.</summary>
    public struct Incremental
    {
        private State _state;
        private int _filled;

        /// <summary>Adds <paramref name="data"/> to what is hashed.</summary>
        public void Append(ReadOnlySpan<byte> data)
        {
            Span<ulong> lanes = _state;
            while (_filled + data.Length >= Rate)
            {
                var take = Rate - _filled;
                Absorb(lanes, _filled, data[..take]);
                KeccakPermutation.Apply(lanes);
                data = data[take..];
                _filled = 0;
            }
            Absorb(lanes, _filled, data);
            _filled += data.Length;
        }

        /// <summary>The hash of all that was appended; afterwards the value is fresh again.</summary>
        public B256 Finish()
        {
            Span<ulong> lanes = _state;
            Absorb(lanes, _filled, [0x01]);
            Absorb(lanes, Rate - 1, [0x80]);
            KeccakPermutation.Apply(lanes);
            Span<byte> hash = stackalloc byte[B256.Size];
            for (var i = 0; i < B256.Size / sizeof(ulong); i++)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(hash[(i * sizeof(ulong))..], lanes[i]);
            }
            lanes.Clear();
            _filled = 0;
            return B256.FromSpan(hash);
        }

        private static void Absorb(Span<ulong> lanes, int offset, ReadOnlySpan<byte> data)
        {
            while (data.Length > 0 && offset % sizeof(ulong) != 0)
            {
                lanes[offset / sizeof(ulong)] ^= (ulong)data[0] << (8 * (offset % sizeof(ulong)));
                offset++;
                data = data[1..];
            }
            while (data.Length >= sizeof(ulong))
            {
                lanes[offset / sizeof(ulong)] ^= BinaryPrimitives.ReadUInt64LittleEndian(data);
                offset += sizeof(ulong);
                data = data[sizeof(ulong)..];
            }
            for (; data.Length > 0; offset++, data = data[1..])
            {
                lanes[offset / sizeof(ulong)] ^= (ulong)data[0] << (8 * (offset % sizeof(ulong)));
            }
        }
    }

    [InlineArray(Lanes)]
    private struct State
    {
        private ulong _lane;
    }
}
