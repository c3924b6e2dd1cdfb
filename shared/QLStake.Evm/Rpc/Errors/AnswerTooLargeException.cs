namespace QLStake.Evm;

/// <summary>The answer is larger than the provider gives or than we take; a smaller question may be answered.</summary>
public sealed class AnswerTooLargeException : RpcException
{
    internal AnswerTooLargeException(string message)
        : base(message) { }
}
