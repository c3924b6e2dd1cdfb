namespace QLStake.Evm;

/// <summary>Signs digests with one account's key, wherever that key is kept.</summary>
public interface ISigner
{
    /// <summary>The account.</summary>
    Address Address { get; }

    /// <summary>Signs <paramref name="digest"/> as it is: the caller has hashed what it means.</summary>
    ValueTask<Signature> SignAsync(B256 digest, CancellationToken cancellation = default);
}
