namespace QLStake.Evm.Trie;

/// <summary>The nodes are not those of a trie with that root, or it has no such key.</summary>
public sealed class TrieException : EvmDataException
{
    public TrieException() { }

    public TrieException(string message)
        : base(message) { }

    public TrieException(string message, Exception innerException)
        : base(message, innerException) { }
}
