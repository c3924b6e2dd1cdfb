namespace QLStake.IntegrationTests.Rpc;

/// <summary>Contracts of a few instructions, written out so that these tests need no compiler.</summary>
internal static class Bytecode
{
    /// <summary>Creates a contract that emits one log whose only topic is the first word of its input.</summary>
    /// <remarks>PUSH9 code, MSTORE and RETURN of it: CALLDATALOAD(0), LOG1(0, 0, topic), STOP.</remarks>
    public static readonly byte[] LogsItsInput = Convert.FromHexString("6860003560006000a10060005260096017f3");

    /// <summary>Init code that reverts with <paramref name="data"/>, of at most 255 bytes.</summary>
    /// <remarks>CODECOPY(0, 12, length), REVERT(0, length), then the data at 12.</remarks>
    public static byte[] RevertsWith(byte[] data)
    {
        var length = checked((byte)data.Length);
        return [0x60, length, 0x60, 12, 0x60, 0, 0x39, 0x60, length, 0x60, 0, 0xfd, .. data];
    }

    /// <summary>Init code of one invalid instruction.</summary>
    public static readonly byte[] IsInvalid = [0xfe];
}
