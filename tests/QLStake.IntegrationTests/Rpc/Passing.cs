using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace QLStake.IntegrationTests.Rpc;

/// <summary>One request on its way through the proxy.</summary>
internal sealed record Passing(JsonNode Request, HttpContext Http, HttpClient Client, Uri Node)
{
    public IEnumerable<string> Methods => MembersOf(Request).Select(member => (string)member["method"]!);

    public bool Asks(string method) => Methods.Contains(method);

    public static IEnumerable<JsonNode> MembersOf(JsonNode request) =>
        request is JsonArray batch ? batch.OfType<JsonNode>() : [request];

    /// <summary>Passes the request on and the node's answer back.</summary>
    public async Task Forward() => await Answer((await Ask()).ToJsonString());

    /// <summary>The node's answer, not yet passed back.</summary>
    public async Task<JsonNode> Ask()
    {
        using var content = new StringContent(Request.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await Client.PostAsync(Node, content, Http.RequestAborted);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(Http.RequestAborted))!;
    }

    public Task Answer(string body, int status = 200)
    {
        Http.Response.StatusCode = status;
        Http.Response.ContentType = "application/json";
        return Http.Response.WriteAsync(body, Http.RequestAborted);
    }

    /// <summary>An HTTP status with the kind of page that gateways send.</summary>
    public Task Status(int status, TimeSpan? retryAfter = null)
    {
        Http.Response.StatusCode = status;
        if (retryAfter is { } wait)
            Http.Response.Headers.RetryAfter = $"{(int)wait.TotalSeconds}";
        return Http.Response.WriteAsync("<html>try later</html>", Http.RequestAborted);
    }

    /// <summary>Refuses each member of the request whose method is <paramref name="method"/>; the others are passed on.</summary>
    public async Task Refuse(string method, int code, string message, JsonNode? data = null)
    {
        var answers = await Ask();
        var refused = MembersOf(Request)
            .Where(m => (string)m["method"]! == method)
            .Select(m => m["id"]!.GetValue<long>())
            .ToHashSet();
        foreach (
            var answer in MembersOf(answers).Cast<JsonObject>().Where(a => refused.Contains(a["id"]!.GetValue<long>()))
        )
        {
            answer.Remove("result");
            answer["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["data"] = data?.DeepClone(),
            };
        }
        await Answer(answers.ToJsonString());
    }

    /// <summary>Never answers; ends when the client gives up.</summary>
    public Task Hang() =>
        Task.Delay(Timeout.Infinite, Http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
}
