using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Xunit;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Notary;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [ true, null ] }""", """{"a":[true,null],"b":1}""")]
    [InlineData("""{"b":{"d":1,"c":2},"B":0}""", """{"B":0,"b":{"c":2,"d":1}}""")]
    [InlineData("""["Ab\u000a\"\\\/ü"]""", """["Ab\u000a\"\\/ü"]""")]
    [InlineData(
        "[1.50, 1e3, -0, 340282366920938463463374607431768211456]",
        "[1.50,1e3,-0,340282366920938463463374607431768211456]"
    )]
    [InlineData("{}", "{}")]
    public void One_value_has_one_text(string json, string canonical) => Of(json).ShouldBe(canonical);

    [Fact]
    public void The_order_of_members_does_not_matter_and_that_of_items_does()
    {
        Of("""{"stake":"0x1","round":2}""").ShouldBe(Of("""{"round":2,"stake":"0x1"}"""));
        Of("[1,2]").ShouldNotBe(Of("[2,1]"));
    }

    [Property]
    public void What_is_canonical_stays_as_it_is_and_means_the_same(NonNull<string>[] names, int number)
    {
        // A lone surrogate is no text: PostgreSQL refuses it.
        var members = names
            .Select(name => name.Get)
            .Where(name => !name.Any(char.IsSurrogate))
            .Distinct()
            .ToDictionary(name => name, name => new { name, number });
        var canonical = Of(JsonSerializer.Serialize(members));

        Of(canonical).ShouldBe(canonical);
        using var read = JsonDocument.Parse(canonical);
        read.RootElement.EnumerateObject()
            .Select(member => member.Name)
            .ShouldBe(members.Keys.Order(StringComparer.Ordinal));
        foreach (var name in members.Keys)
            read.RootElement.GetProperty(name).GetProperty("name").GetString().ShouldBe(name);
    }

    private static string Of(string json) => Encoding.UTF8.GetString(CanonicalJson.Of(Encoding.UTF8.GetBytes(json)));
}
