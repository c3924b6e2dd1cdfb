using System.Text.Json;

namespace QLStake.Localnet.Services;

/// <summary>A service's own settings as a file beside the network's (<c>QLStake:Settings</c>).</summary>
internal static class SettingsFile
{
    public static string Of(string networkFile, ServiceSpec service) =>
        Path.Combine(Path.GetDirectoryName(networkFile)!, "settings", $"{service.Name}.json");

    /// <summary>Replaces the file in one step: whoever reads it sees the old one or the new one.</summary>
    /// <param name="settings">By the names of their environment variables (<c>QLSTAKE__…</c>).</param>
    public static async Task SaveAsync(
        string file,
        IEnumerable<(string Name, string Value)> settings,
        CancellationToken stop
    )
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var values = settings.ToDictionary(
            setting => setting.Name.Replace("__", ":", StringComparison.Ordinal),
            setting => setting.Value
        );
        var draft = file + ".new";
        await File.WriteAllTextAsync(draft, JsonSerializer.Serialize(values), stop);
        File.Move(draft, file, overwrite: true);
    }
}
