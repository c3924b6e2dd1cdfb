using Microsoft.AspNetCore.Components;

namespace QLStake.Console;

/// <summary>A page that looks again and again. What was seen stays while a service is away, and the page says which one is.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    [Inject]
    protected TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>What is wrong, in the words of whoever knows; null if nothing is.</summary>
    protected string? Trouble { get; private set; }

    /// <summary>Whether it has looked at least once.</summary>
    protected bool Looked { get; private set; }

    protected virtual TimeSpan Every => TimeSpan.FromSeconds(1);

    protected DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <exception cref="UpstreamException">A service is away; the page says so and looks again.</exception>
    protected abstract Task LookAsync();

    protected override Task OnParametersSetAsync() => TryAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
            _ = KeepLookingAsync();
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _left.Cancel();
        _left.Dispose();
    }

    /// <summary>Looks now, not only when the time has come.</summary>
    protected async Task TryAsync()
    {
        try
        {
            await LookAsync();
            Trouble = null;
        }
        catch (UpstreamException away)
        {
            Trouble = away.Message;
        }
        Looked = true;
    }

    private async Task KeepLookingAsync()
    {
        var left = Left;
        using var timer = new PeriodicTimer(Every, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(left))
                await InvokeAsync(async () =>
                {
                    await TryAsync();
                    StateHasChanged();
                });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        catch (Exception error) when (!left.IsCancellationRequested)
        {
            await DispatchExceptionAsync(error);
        }
    }
}
