namespace QLStake.RateLimitGuard; internal static class Program { private static void Main() { } }
