using System.Text.Json;
using System.Text.Json.Serialization;
using QLStake.Contracts;

namespace QLStake.FeeAccounting;

/// <summary>What kind of thing a posting is about.</summary>
public enum SubjectKind
{
    Stake,

    /// <summary>A redemption, a refund or rewards, by its leaf.</summary>
    Leaf,

    /// <summary>A batch that was sent, by its root.</summary>
    Root,

    /// <summary>A CCIP message that carries no leaves of ours: a transfer or a Hello.</summary>
    Message,

    /// <summary>Whose money moved.</summary>
    Account,

    /// <summary>A transaction that is about none of these.</summary>
    Transaction,
}

/// <summary>
/// What a posting is about. Its text is the bare id of a stake, as postings said it while they knew nothing else, and
/// <c>kind:id</c> for everything else.
/// </summary>
/// <param name="Id">An account's address stands in the last 20 bytes.</param>
[JsonConverter(typeof(SubjectJsonConverter))]
public readonly record struct Subject(SubjectKind Kind, B256 Id)
{
    public static Subject Of(StakeId stake) => new(SubjectKind.Stake, stake.Value);

    public static Subject Of(MessageId message) => new(SubjectKind.Message, message.Value);

    public static Subject Of(Address account) => new(SubjectKind.Account, Word(account));

    public static Subject Leaf(B256 leaf) => new(SubjectKind.Leaf, leaf);

    public static Subject Root(B256 root) => new(SubjectKind.Root, root);

    public static Subject Transaction(B256 hash) => new(SubjectKind.Transaction, hash);

    public override string ToString() =>
#pragma warning disable CA1308 // Kinds are written small, as in addresses of the web.
        Kind == SubjectKind.Stake ? Id.ToString() : $"{Kind.ToString().ToLowerInvariant()}:{Id}";
#pragma warning restore CA1308

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse(string text, out Subject subject)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = SubjectKind.Stake;
        var known = colon < 0 || (Enum.TryParse(text.AsSpan(0, colon), true, out kind) && Enum.IsDefined(kind));
        var id = B256.Zero;
        var read = known && B256.TryParse(text.AsSpan(colon + 1), null, out id);
        subject = read ? new(kind, id) : default;
        return read;
    }

    private static B256 Word(Address account)
    {
        Span<byte> word = stackalloc byte[B256.Size];
        account.AsSpan().CopyTo(word[(B256.Size - Address.Size)..]);
        return B256.FromSpan(word);
    }
}

/// <summary>A subject as its text.</summary>
public sealed class SubjectJsonConverter : JsonConverter<Subject>
{
    public override Subject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && Subject.TryParse(text, out var subject)
            ? subject
            : throw new JsonException(
                "Expected what a posting is about (0x… for a stake, else leaf:, root:, message:, account: or "
                    + "transaction: and an id), found something else."
            );

    public override void Write(Utf8JsonWriter writer, Subject value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
