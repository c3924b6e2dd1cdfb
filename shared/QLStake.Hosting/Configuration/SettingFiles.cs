using Microsoft.Extensions.Configuration;

namespace QLStake.Hosting;

/// <summary>
/// Settings that come as files. <c>QLSTAKE__SETTINGS</c> names a JSON file whose values environment variables override;
/// <c>QLSTAKE__SECRETS</c> names folders (separated by colons) in which each file is a setting by its name, such as
/// <c>QLSTAKE__GUARD__KEY</c>: so a secret is in no environment, and it overrides everything.
/// </summary>
public static class SettingFiles
{
    /// <exception cref="ConfigurationException">A file or folder that is named cannot be read.</exception>
    public static void AddSettingFiles(this IConfigurationManager configuration)
    {
        if (configuration["QLStake:Settings"] is { Length: > 0 } file)
            configuration.Sources.Insert(0, Json(file));
        var folders = configuration["QLStake:Secrets"] ?? "";
        foreach (var folder in folders.Split(':', StringSplitOptions.RemoveEmptyEntries))
            AddSecrets(configuration, folder);
    }

    private static Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource Json(string file)
    {
        try
        {
            var read = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: false).Build();
            return new() { InitialData = [.. read.AsEnumerable()] };
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw ConfigurationException.Of("Settings", "a JSON file of settings that can be read", file, Why(error));
        }
    }

    private static void AddSecrets(IConfigurationManager configuration, string folder)
    {
        try
        {
            // Throws before the configuration reads it, and says which.
            _ = Directory.EnumerateFiles(folder).FirstOrDefault();
            configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ConfigurationException.Of("Secrets", "folders of secrets that can be read", folder, Why(error));
        }
    }

    private static string Why(Exception error) =>
        $"{(error.InnerException ?? error).Message} Correct it and start again.";
}
