using System.Text;

namespace QLStake.Evm;

/// <summary>
/// hashStruct of EIP-712 for a struct that the program knows: the members are added in the order of the type, each as one
/// word; then <see cref="Finish"/>. Keep it in a local: it is a mutable value.
/// </summary>
public ref struct StructHasher
{
    private Keccak.Incremental _hash;

    /// <param name="typeHash">From <see cref="Eip712.TypeHash"/>.</param>
    public StructHasher(B256 typeHash)
    {
        _hash = new Keccak.Incremental();
        Add(typeHash);
    }

    /// <summary>A <c>bytes32</c>, a shorter <c>bytesN</c> with zeros after it, or the hash of a nested struct or array.</summary>
    public void Add(B256 word) => _hash.Append(word.AsSpan());

    /// <summary>Any <c>uintN</c>.</summary>
    public void Add(U256 number) => Add(number.ToB256());

    public void Add(Address address)
    {
        Span<byte> word = stackalloc byte[B256.Size];
        word.Clear();
        address.CopyTo(word[(B256.Size - Address.Size)..]);
        _hash.Append(word);
    }

    public void Add(bool value) => Add(value ? U256.One : U256.Zero);

    /// <summary>A <c>bytes</c>: its hash.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes) => Add(Keccak.Hash(bytes));

    /// <summary>A <c>string</c>: the hash of its UTF-8.</summary>
    public void AddString(string text) => AddBytes(Encoding.UTF8.GetBytes(text));

    /// <summary>keccak(type hash ‖ members).</summary>
    public B256 Finish() => _hash.Finish();
}
