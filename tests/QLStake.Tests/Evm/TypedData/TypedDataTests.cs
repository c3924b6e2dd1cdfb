using System.Text;
using QLStake.Evm;
using Shouldly;
using Xunit;
using Document = QLStake.Evm.TypedData;

namespace QLStake.Tests.Evm.TypedData;

public class TypedDataTests
{
    private const string Approval = """
        {
          "types": {
            "EIP712Domain": [
              {"name": "name", "type": "string"},
              {"name": "version", "type": "string"},
              {"name": "chainId", "type": "uint256"},
              {"name": "verifyingContract", "type": "address"}
            ],
            "MintApproval": [
              {"name": "stakeId", "type": "bytes32"},
              {"name": "expires", "type": "uint64"},
              {"name": "receiver", "type": "address"},
              {"name": "final", "type": "bool"},
              {"name": "note", "type": "string"},
              {"name": "data", "type": "bytes"}
            ]
          },
          "primaryType": "MintApproval",
          "domain": {
            "name": "QLStakeHub", "version": "1", "chainId": 11155111,
            "verifyingContract": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
          },
          "message": {
            "stakeId": "0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
            "expires": "1800000000",
            "receiver": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
            "final": true,
            "note": "grüezi",
            "data": "0x0102"
          }
        }
        """;

    [Fact]
    public void The_fast_path_gives_the_same_digest_as_the_document()
    {
        var contract = Address.Parse("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed");
        var domain = new Eip712Domain("QLStakeHub", "1", 11_155_111UL, contract);
        var hasher = new StructHasher(
            Eip712.TypeHash(
                "MintApproval(bytes32 stakeId,uint64 expires,address receiver,bool final,string note,bytes data)"
            )
        );
        hasher.Add(Keccak.Empty);
        hasher.Add(1_800_000_000UL);
        hasher.Add(contract);
        hasher.Add(true);
        hasher.AddString("grüezi");
        hasher.AddBytes([1, 2]);
        var structHash = hasher.Finish();

        var document = Parse(Approval);
        document.DomainSeparator.ShouldBe(domain.Separator());
        document.StructHash.ShouldBe(structHash);
        document.Digest.ShouldBe(Eip712.Digest(domain.Separator(), structHash));
    }

    [Fact]
    public void A_domain_has_the_type_of_the_fields_it_has()
    {
        var digest = Parse(Approval).DomainSeparator;
        var withoutType = Approval.Replace("\"EIP712Domain\"", "\"Unused\"", StringComparison.Ordinal);
        Parse(withoutType).DomainSeparator.ShouldBe(digest);
        new Eip712Domain().Separator().ShouldBe(Keccak.Hash(Eip712.TypeHash("EIP712Domain()").AsSpan()));
        new Eip712Domain(Salt: Keccak.Empty)
            .Separator()
            .ShouldBe(
                Keccak.Hash([.. Eip712.TypeHash("EIP712Domain(bytes32 salt)").AsSpan(), .. Keccak.Empty.AsSpan()])
            );
    }

    [Theory]
    [InlineData("\"expires\": \"1800000000\"", "\"expires\": \"18446744073709551616\"", "a uint64")]
    [InlineData("\"expires\": \"1800000000\"", "\"expires\": -1", "a uint64")]
    [InlineData("\"expires\": \"1800000000\"", "\"expires\": 1.5", "a whole number")]
    [InlineData("\"expires\": \"1800000000\"", "\"expires\": 1e3", "a whole number")]
    [InlineData("\"expires\": \"1800000000\"", "\"expires\": null", "a string")]
    [InlineData("\"expires\": \"1800000000\",", "", "6 members")]
    [InlineData("\"expires\": \"1800000000\"", "\"expirez\": \"1\"", "member expires")]
    [InlineData("\"final\": true", "\"final\": \"true\"", "true or false")]
    [InlineData("\"final\": true", "\"final\": 1", "true or false")]
    [InlineData("\"final\": true", "\"final\": true, \"more\": 1", "6 members")]
    [InlineData("\"final\": true", "\"final\": true, \"final\": false", "final")]
    [InlineData("\"data\": \"0x0102\"", "\"data\": \"0x012\"", "bytes in hex")]
    [InlineData("\"data\": \"0x0102\"", "\"data\": \"0102\"", "bytes in hex")]
    [InlineData("\"note\": \"grüezi\"", "\"note\": \"\\ud800\"", "EIP-712 document")]
    [InlineData("5d85a470\",", "5d85a4\",", "32 bytes")]
    [InlineData("\"receiver\": \"0x5aA", "\"receiver\": \"0x5aa", "an address")]
    [InlineData("\"uint64\"", "\"uint63\"", "definition of the type uint63")]
    [InlineData("\"uint64\"", "\"uint064\"", "definition of the type uint064")]
    [InlineData("\"uint64\"", "\"uint64[\"", "a type of EIP-712")]
    [InlineData("\"uint64\"", "\"uint64[-1]\"", "a type of EIP-712")]
    [InlineData("\"uint64\"", "\"uint64 x)B(uint8\"", "a type of EIP-712")]
    [InlineData("\"MintApproval\": [", "\"uint8\": [], \"MintApproval\": [", "elementary type uint8")]
    [InlineData("\"primaryType\": \"MintApproval\"", "\"primaryType\": \"Mint\"", "definition of the type Mint")]
    [InlineData("\"primaryType\": \"MintApproval\",", "", "primaryType")]
    [InlineData("\"types\": {", "\"types\": [{", "EIP-712 document")]
    public void A_document_that_does_not_fit_its_types_is_refused(string part, string replacement, string message)
    {
        var damaged = Approval.Replace(part, replacement, StringComparison.Ordinal);
        damaged.ShouldNotBe(Approval);
        Should.Throw<EvmDataException>(() => Parse(damaged)).Message.ShouldContain(message);
    }

    [Fact]
    public void Arrays_must_have_the_length_of_their_type()
    {
        const string document = """
            {"types": {"List": [{"name": "items", "type": "int8[2][]"}]}, "primaryType": "List",
             "domain": {}, "message": {"items": ITEMS}}
            """;
        string With(string items) => document.Replace("ITEMS", items, StringComparison.Ordinal);

        Parse(With("[]")).EncodedType.ShouldBe("List(int8[2][] items)");
        Parse(With("[[1,-128]]")).StructHash.ShouldNotBe(Parse(With("[[1,127]]")).StructHash);
        Should.Throw<EvmDataException>(() => Parse(With("[[1]]"))).Message.ShouldContain("an array of 2, found [1]");
        Should.Throw<EvmDataException>(() => Parse(With("1"))).Message.ShouldContain("an array, found 1");
        Should.Throw<EvmDataException>(() => Parse(With("[[1,128]]"))).Message.ShouldContain("an int8, found 128");
        Should.Throw<EvmDataException>(() => Parse(With("[[1,-129]]"))).Message.ShouldContain("an int8, found -129");
    }

    [Fact]
    public void A_chain_of_a_hundred_thousand_types_does_not_exhaust_the_stack()
    {
        var types = Enumerable
            .Range(0, 100_000)
            .Select(i =>
                $$"""
                    "T{{i}}":[{"name":"next","type":"T{{i + 1}}[]"}]
                    """
            )
            .Append("\"T100000\":[]");
        var json =
            "{\"types\":{"
            + string.Join(',', types)
            + "},\"primaryType\":\"T0\",\"domain\":{},\"message\":{\"next\":[]}}";
        Parse(json).EncodedType.ShouldStartWith("T0(T1[] next)T1(T2[] next)T10(T11[] next)T100(");
        var suffixes = string.Concat(Enumerable.Repeat("[]", 100_000));
        Should
            .Throw<EvmDataException>(() =>
                Parse(Approval.Replace("uint64", $"uint64{suffixes}", StringComparison.Ordinal))
            )
            .Message.ShouldContain("at most 256 characters");
    }

    [Fact]
    public void A_personal_message_hashes_as_wallets_hash_it()
    {
        // The value of the JavaScript libraries' documentation for hashMessage("Hello World").
        PersonalMessage
            .Hash("Hello World"u8)
            .ToString()
            .ShouldBe("0xa1de988600a42c4b4ab089b619297c17d53cffae5d5120d82d8a92d0bb3b78f2");
        PersonalMessage.Hash(new byte[10]).ShouldNotBe(PersonalMessage.Hash(new byte[11]));
    }

    private static Document Parse(string json) => Document.Parse(Encoding.UTF8.GetBytes(json));
}
