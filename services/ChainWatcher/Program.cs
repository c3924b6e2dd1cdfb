namespace QLStake.ChainWatcher; internal static class Program { private static void Main() { } }
