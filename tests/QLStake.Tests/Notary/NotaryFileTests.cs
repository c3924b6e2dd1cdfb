using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Notary;

public sealed class NotaryFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 2, 1, 0, 1, 0, TimeSpan.Zero);
    private readonly string folder = Directory.CreateTempSubdirectory("notary").FullName;

    [Fact]
    public async Task Lines_are_added_and_read_back_as_they_were_written()
    {
        var file = new NotaryFile(Path.Combine(folder, "new"), "probe");
        (await file.ReadAsync(default)).ShouldBeEmpty();
        var head = new NotaryLine("probe", Now, 7, HashChain.Start, null);
        var root = new DailyRoot("probe", new(2026, 1, 31), 1, 7, 6, HashChain.Start, HashChain.Start);

        await file.AppendAsync(head, default);
        await file.AppendAsync(head with { Root = root }, default);

        (await file.ReadAsync(default)).ShouldBe([head, head with { Root = root }]);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
