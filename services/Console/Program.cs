using QLStake.Console;
using QLStake.Hosting;

var builder = WebApplication.CreateSlimBuilder(
    new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory }
);
builder.AddConsole(ConsoleSettings.Read(builder.Configuration));
await using var app = builder.Build();
app.UseDefaultFiles().UseStaticFiles();
app.MapConsole();
await app.RunAsync();
