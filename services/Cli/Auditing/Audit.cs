using QLStake.Contracts;
using QLStake.Hosting;

namespace QLStake.Cli;

/// <summary>Reads everything back and compares; it writes nowhere.</summary>
/// <param name="progress">Is told what is compared now.</param>
internal sealed class Audit(AuditSources sources, AuditScope scope, IProgress<string> progress, TimeProvider time)
{
    private static readonly string[] Services =
    [
        ServiceNames.ChainWatcher,
        ServiceNames.MessageRouter,
        ServiceNames.RateLimitGuard,
        ServiceNames.MintExecutor,
        ServiceNames.FeeAccounting,
    ];

    private readonly List<AuditNotes> all = [];

    public async Task<AuditReport> RunAsync(CancellationToken stop)
    {
        foreach (var service in Services)
        {
            await EventsAsync(service, stop);
        }

        var facts = Begin(FactCheck.Name, ServiceNames.ChainWatcher, "the watcher's log");
        var logs = await FactCheck.ReadAsync(sources.Databases, facts, stop);
        foreach (var chain in sources.Chains.Where(chain => logs.ContainsKey(chain.Selector)))
        {
            progress.Report($"facts of {chain.Name} against the chain");
            await FactCheck.RunAsync(chain.Settings, chain.Rpc, logs[chain.Selector], facts, stop);
        }

        foreach (var unknown in logs.Keys.Where(key => sources.Chains.All(chain => chain.Selector != key)))
        {
            facts.Note($"Chain {unknown} is not in the network's file: its facts were not compared.");
        }

        var approvals = Begin(ApprovalCheck.Name, ServiceNames.RateLimitGuard, "approvals against the policy");
        var hubs = sources.Chains.ToDictionary(chain => chain.Selector, chain => chain.Settings.ChainId);
        await new ApprovalCheck(sources.Policies, hubs, approvals).RunAsync(sources.Databases, stop);

        var postings = Begin(PostingCheck.Name, ServiceNames.FeeAccounting, "postings against their facts");
        await new PostingCheck(logs, postings).RunAsync(sources.Databases, stop);
        return new(
            scope.From,
            scope.To,
            [.. all.Select(notes => notes.Check)],
            [.. all.SelectMany(notes => notes.Findings)]
        );
    }

    private async Task EventsAsync(string service, CancellationToken stop)
    {
        var notes = Begin(EventCheck.Name, service, $"events of {service} against their hash chain");
        await using var connection = await sources.Databases.OpenAsync(service, stop);
        IReadOnlyList<NotaryLine> published = [];
        if (sources.Notary is { } folder)
        {
            try
            {
                published = await new NotaryFile(folder, service).ReadAsync(stop);
            }
            catch (System.Text.Json.JsonException error)
            {
                notes.Find($"What the notary published of {service} cannot be read: {error.Message}");
            }
        }

        await EventCheck.RunAsync(connection, published, service, notes, time.GetUtcNow(), stop);
    }

    private AuditNotes Begin(string check, string service, string what)
    {
        progress.Report(what);
        var notes = new AuditNotes(check, service, scope);
        all.Add(notes);
        return notes;
    }
}
