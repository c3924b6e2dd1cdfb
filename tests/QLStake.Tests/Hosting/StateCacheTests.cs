using QLStake.Hosting;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Hosting;

/// <summary>Writers of one stream finish in any order; a reader sees the last state or reads the stream, never an older one.</summary>
public sealed class StateCacheTests
{
    private const string Stream = "stake-1";
    private readonly StateCache cache = new();

    [Fact]
    public void A_writer_that_was_overtaken_on_its_way_out_leaves_the_newer_state()
    {
        Keep(6, "minted");
        Keep(5, "submitted");

        Find().ShouldBe((6, "minted"));
    }

    [Fact]
    public void While_a_newer_version_is_being_written_the_stream_is_read()
    {
        Keep(5, "submitted");
        cache.Expect(typeof(string), Stream, 6);

        Find().ShouldBeNull();
    }

    [Fact]
    public void What_a_reader_had_before_does_not_come_back_before_the_newer_version_is_there()
    {
        cache.Expect(typeof(string), Stream, 6);
        Keep(5, "submitted");
        Find().ShouldBeNull();

        Keep(6, "minted");
        Find().ShouldBe((6, "minted"));
    }

    [Fact]
    public void What_is_forgotten_is_read_and_nothing_older_takes_its_place()
    {
        Keep(6, "minted");
        cache.Forget(typeof(string), Stream);
        Keep(5, "submitted");
        Find().ShouldBeNull();

        Keep(6, "minted");
        Find().ShouldBe((6, "minted"));
    }

    private void Keep(long version, string state) => cache.Keep(typeof(string), Stream, version, state);

    private (long, object)? Find() => cache.Find(typeof(string), Stream);
}
