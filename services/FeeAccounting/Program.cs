namespace QLStake.FeeAccounting; internal static class Program { private static void Main() { } }
