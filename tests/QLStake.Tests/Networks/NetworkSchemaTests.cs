using System.Text.Json;
using NJsonSchema;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Networks;

/// <summary>Our small check says what a full validator says of the same file.</summary>
public sealed class NetworkSchemaTests
{
    public static TheoryData<string> Wrong => [.. Documents.Wrong.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_found_at_its_place_and_a_full_validator_agrees(string what)
    {
        var text = Documents.Spoilt(what).ToJsonString();

        var found = Check(text).ShouldNotBeNull();
        found.Path.ShouldBe(Documents.Wrong[what].Path);
        (await FullAsync(text)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_sound_network_passes_both()
    {
        var text = Documents.Good().ToJsonString();

        Check(text).ShouldBeNull();
        (await FullAsync(text)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("testnet.example.json")]
    [InlineData("mainnet.example.json")]
    public async Task The_examples_pass_both_and_a_service_refuses_them_until_they_are_filled_in(string name)
    {
        var file = Path.Combine(Repository.Networks, name);
        var text = await File.ReadAllTextAsync(file);
        Check(text).ShouldBeNull();
        (await FullAsync(text)).ShouldBeEmpty();

        var error = Should.Throw<ConfigurationException>(() => NetworkFile.Read(file));
        error.Message.ShouldStartWith($"{file}: chains[0].onRamp: expected an address, found 'fill in: ");
        error.Message.ShouldEndWith("The file is a template: copy it, fill in what it asks for, and start again.");
    }

    [Fact]
    public void Every_property_is_described()
    {
        using var schema = JsonDocument.Parse(NetworkSchema.Text());
        var chain = schema.RootElement.GetProperty("definitions").GetProperty("chain");
        foreach (var part in new[] { schema.RootElement, chain })
        foreach (var property in part.GetProperty("properties").EnumerateObject())
            property.Value.GetProperty("description").GetString().ShouldNotBeNullOrWhiteSpace(property.Name);
    }

    private static SchemaViolation? Check(string text)
    {
        using var schema = new NetworkSchema();
        using var document = JsonDocument.Parse(text);
        return schema.FirstViolation(document.RootElement);
    }

    private static async Task<IEnumerable<string>> FullAsync(string text)
    {
        var schema = await JsonSchema.FromJsonAsync(NetworkSchema.Text());
        return schema.Validate(text).Select(error => error.ToString());
    }
}
