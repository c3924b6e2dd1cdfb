namespace QLStake.Evm;

/// <summary>An endpoint serves another chain than the one it is configured for.</summary>
public sealed class WrongChainException : RpcException
{
    internal WrongChainException(
        ulong expected,
        ulong found,
        string host,
        string endpointSetting,
        string chainIdSetting
    )
        : base(
            $"{endpointSetting} ({host}) serves chain id {found}, but {chainIdSetting} is {expected}. Correct one of the two settings."
        ) => (Expected, Found, Setting) = (expected, found, endpointSetting);

    /// <summary>The configured chain id.</summary>
    public ulong Expected { get; }

    /// <summary>What the endpoint says.</summary>
    public ulong Found { get; }

    /// <summary>The configuration key of the endpoint.</summary>
    public string Setting { get; }

    internal override bool MayHelpElsewhere => true;
}
