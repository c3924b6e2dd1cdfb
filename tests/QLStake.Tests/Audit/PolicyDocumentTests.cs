using System.Text;
using QLStake.Contracts;
using QLStake.RateLimitGuard;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Audit;

public sealed class PolicyDocumentTests
{
    private static readonly Policy Policy = new(
        TimeSpan.FromMinutes(30),
        [
            new(new(new(2), new(1)), Address.Zero, new(1000UL), new(10UL), new(100UL)),
            new(new(new(1), new(2)), Address.Zero, new(5UL), new(1UL), new(2UL)),
        ]
    );

    [Fact]
    public void A_policy_is_read_back_from_its_document_with_the_same_hash() =>
        PolicyDocument.Read(Policy.Document).Hash.ShouldBe(Policy.Hash);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void What_is_no_policy_is_refused(string text) =>
        Should.Throw<FormatException>(() => PolicyDocument.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_document_that_is_not_canonical_has_another_hash_and_is_refused()
    {
        var text = Encoding.UTF8.GetString(Policy.Document.Span).Replace(",", ", ", StringComparison.Ordinal);

        Should.Throw<FormatException>(() => PolicyDocument.Read(Encoding.UTF8.GetBytes(text)));
    }
}
