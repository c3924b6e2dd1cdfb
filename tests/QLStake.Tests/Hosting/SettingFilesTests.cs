using Microsoft.Extensions.Configuration;
using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Hosting;

public sealed class SettingFilesTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qlstake-settings");

    [Fact]
    public void A_variable_overrides_the_file_and_a_secret_overrides_both()
    {
        var file = Write(
            "settings.json",
            """{ "QLStake": { "A": "file", "B": "file", "C": "file", "Lanes": [{ "Cap": 7 }] } }"""
        );
        var secrets = folder.CreateSubdirectory("secrets").FullName;
        Write("secrets/QLSTAKE__C", "secret\n");

        var settings = Read(("Settings", file), ("Secrets", secrets), ("B", "variable"), ("C", "variable"));

        new[] { "A", "B", "C", "Lanes:0:Cap" }
            .Select(name => settings[$"QLStake:{name}"])
            .ShouldBe(["file", "variable", "secret", "7"]);
    }

    [Fact]
    public void Of_several_folders_of_secrets_the_last_one_wins()
    {
        var (one, two) = (folder.CreateSubdirectory("one").FullName, folder.CreateSubdirectory("two").FullName);
        Write("one/QLSTAKE__KEY", "one");
        Write("one/QLSTAKE__POSTGRES", "one");
        Write("two/QLSTAKE__KEY", "two");

        var settings = Read(("Secrets", $"{one}:{two}"));

        (settings["QLStake:Key"], settings["QLStake:Postgres"]).ShouldBe(("two", "one"));
    }

    [Fact]
    public void Where_none_is_named_nothing_changes() => Read(("A", "variable"))["QLStake:A"].ShouldBe("variable");

    [Theory]
    [InlineData("Settings", "QLSTAKE__SETTINGS")]
    [InlineData("Secrets", "QLSTAKE__SECRETS")]
    public void What_is_named_and_not_there_is_told_with_its_setting(string setting, string variable)
    {
        var error = Should.Throw<ConfigurationException>(() => Read((setting, $"{folder}/missing")));

        error.Message.ShouldContain(variable);
        error.Message.ShouldContain("missing");
    }

    [Fact]
    public void A_file_that_is_no_json_is_told_with_its_setting() =>
        Should
            .Throw<ConfigurationException>(() => Read(("Settings", Write("settings.json", "{ QLStake"))))
            .Message.ShouldContain("QLSTAKE__SETTINGS): expected a JSON file of settings");

    public void Dispose() => folder.Delete(recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, content);
        return path;
    }

    private static ConfigurationManager Read(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"QLStake:{setting.Name}", (string?)setting.Value))
        );
        configuration.AddSettingFiles();
        return configuration;
    }
}
