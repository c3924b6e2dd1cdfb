using System.Text;
using Shouldly;
using Xunit;

namespace QLStake.Tests.Evm.Primitives;

/// <summary>Whatever instructions a processor has, 64 characters mean the same.</summary>
public class HexBlockTests
{
    private delegate ulong Decoding(ref byte text, ref byte bytes);

    [Fact]
    public void The_widest_instructions_decode_every_character_in_every_place() => DecodesAll(HexBlock.Decode);

    [Fact]
    public void So_does_the_arithmetic_of_those_without() => DecodesAll(HexBlock.Compute);

    private static void DecodesAll(Decoding decode)
    {
        var digits = Encoding.ASCII.GetBytes("0123456789abcdefABCDEF0123456789fedcbaFEDCBA987654321000ffFFaAf0");
        for (var at = 0; at < HexBlock.Digits; at++)
        {
            for (var character = 0; character < 256; character++)
            {
                var text = digits.ToArray();
                text[at] = (byte)character;
                var bytes = new byte[HexBlock.Digits / 2];

                var wrong = decode(ref text[0], ref bytes[0]);

                wrong.ShouldBe(HexDigits.Value((byte)character) < 0 ? 1UL << at : 0);
                var sound = wrong == 0 ? HexBlock.Digits : at;
                for (var pair = 0; pair < sound / 2; pair++)
                {
                    var expected = (HexDigits.Value(text[2 * pair]) << 4) | HexDigits.Value(text[(2 * pair) + 1]);
                    bytes[pair].ShouldBe((byte)expected);
                }
            }
        }
    }
}
