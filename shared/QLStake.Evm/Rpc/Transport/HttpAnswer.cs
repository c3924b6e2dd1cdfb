using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace QLStake.Evm;

/// <summary>The body of one HTTP answer, in rented memory, bounded.</summary>
internal sealed class HttpAnswer : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private int _length;

    private HttpAnswer() { }

    public required HttpStatusCode Status { get; init; }

    /// <summary>The wait the server asks for.</summary>
    public required RetryConditionHeaderValue? RetryAfter { get; init; }

    public ReadOnlySpan<byte> Body => _buffer.AsSpan(0, _length);

    public static async Task<HttpAnswer> Post(
        HttpClient http,
        Uri url,
        ReadOnlyMemory<byte> body,
        int maxBytes,
        CancellationToken cancel
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = s_json } },
        };
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        var answer = new HttpAnswer { Status = response.StatusCode, RetryAfter = response.Headers.RetryAfter };
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancel);
            await answer.Fill(stream, maxBytes, url.Authority, cancel);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private async Task Fill(Stream stream, int maxBytes, string host, CancellationToken cancel)
    {
        while (true)
        {
            if (_length == _buffer.Length)
                Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancel);
            if (read == 0)
                return;
            _length += read;
            if (_length > maxBytes)
                throw new AnswerTooLargeException(
                    $"{host} answered with more than MaxResponseBytes ({maxBytes}). Ask for less at once, or raise the setting."
                );
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        Body.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }
}
