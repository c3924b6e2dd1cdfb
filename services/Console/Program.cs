using QLStake.Console;
using QLStake.Hosting;

await SettingsWatch.RunAsync(
    args,
    () =>
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration.AddSettingFiles();
        builder.WebHost.UseStaticWebAssets();
        builder.AddConsole(ConsoleSettings.Read(builder.Configuration));
        builder.AddPages();
        var app = builder.Build();
        app.MapConsole();
        app.MapPageFiles();
        app.MapPages();
        return app;
    }
);
