using System.Text.Json;
using QLStake.Cli;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Audit;

public sealed class LikenessTests
{
    private const string Fresh =
        """{"fact":"minted.v1","amounts":["1","2"],"item":{"nonce":7,"receiver":"0xa1"},"cost":3}""";

    [Theory]
    [InlineData(Fresh)]
    [InlineData("""{"cost":3,"item":{"receiver":"0xa1","nonce":7},"amounts":["1","2"],"fact":"minted.v1"}""")]
    [InlineData("""{"fact":"minted.v1","amounts":["1","2"],"item":{"nonce":7}}""")]
    public void What_is_stored_may_say_the_same_in_another_order_or_less(string stored) =>
        Difference(stored).ShouldBeNull();

    [Theory]
    [InlineData("""{"amounts":["1","3"]}""", "amounts[1]: expected \"2\", found \"3\"")]
    [InlineData("""{"amounts":["1"]}""", "amounts: expected [\"1\",\"2\"], found [\"1\"]")]
    [InlineData("""{"item":{"nonce":8}}""", "item.nonce: expected 7, found 8")]
    [InlineData("""{"item":null}""", "item: expected {\"nonce\":7,\"receiver\":\"0xa1\"}, found null")]
    [InlineData("""{"more":1}""", "expected no more, found 1")]
    public void What_differs_is_named_with_both_sides(string stored, string difference) =>
        Difference(stored).ShouldBe(difference);

    private static string? Difference(string stored) =>
        Likeness.Difference(
            JsonSerializer.Deserialize<JsonElement>(stored),
            JsonSerializer.Deserialize<JsonElement>(Fresh)
        );
}
