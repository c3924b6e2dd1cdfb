using Xunit;

// Each collection brings up servers and chains of its own: two at once would only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
