import Interpreter
import JSON
import RPC
import Testing

/// What a message is, in the order of checks of rpc.md 2.10.
struct EnvelopeTests {
  /// A message as one text: a call with its method, parameters and id, or why it is none.
  private static func told(_ envelope: Envelope) -> String {
    switch envelope {
    case .request(let request):
      let params = request.params?.compact() ?? "-"
      let twice = request.duplicates.isEmpty ? "" : " twice \(request.duplicates)"
      return "\(request.method) \(params) \(request.id?.compact() ?? "notification")\(twice)"
    case .batch(let all): return "[" + all.map { told($0) }.joined(separator: ", ") + "]"
    case .invalid(let problem, let id): return "\(problem.kind.word) \(id.compact())"
    case .ignored: return "ignored"
    }
  }

  private static func told(_ text: String) -> String { told(Envelope.read(Array(text.utf8))) }

  private static let two = #""jsonrpc":"2.0""#

  @Test(
    "a call has a version, a method, perhaps parameters, and an id unless it is a notification",
    arguments: [
      ("{\(two),\"id\":1,\"method\":\"m\"}", "m - 1"),
      ("{\(two),\"id\":null,\"method\":\"m\"}", "m - null"),
      ("{\(two),\"id\":1.5,\"method\":\"m\"}", "m - 1.5"),
      ("{\(two),\"id\":\"\",\"method\":\"\"}", " - \"\""),
      ("{\(two),\"method\":\"m\",\"params\":{\"a\":1}}", #"m {"a":1} notification"#),
      ("{\(two),\"method\":\"m\",\"params\":[]}", "m [] notification"),
      ("{\(two),\"method\":\"m\",\"params\":null,\"x\":1}", "m null notification"),
      (
        "{\(two),\"id\":1,\"method\":\"m\",\"params\":{\"a\":1,\"a\":2}}",
        #"m {"a":1} 1 twice ["/a"]"#
      ),
    ])
  func calls(text: String, meaning: String) {
    #expect(Self.told(text) == meaning)
  }

  @Test(
    "what is no call is told with its id, where that can be read",
    arguments: [
      ("", "not-json null"), ("{", "not-json null"), ("1", "bad-request null"),
      ("\"m\"", "bad-request null"), ("{}", "bad-request null"), ("[]", "bad-request null"),
      ("{\"id\":1,\"method\":\"m\"}", "bad-request 1"),
      ("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"m\"}", "bad-request 1"),
      ("{\"jsonrpc\":2.0,\"id\":1,\"method\":\"m\"}", "bad-request 1"),
      ("{\(two),\"id\":1}", "bad-request 1"), ("{\(two),\"id\":1,\"method\":1}", "bad-request 1"),
      ("{\(two),\"id\":1,\"method\":\"m\",\"params\":1}", "bad-request 1"),
      ("{\(two),\"id\":1,\"method\":\"m\",\"params\":\"x\"}", "bad-request 1"),
      ("{\(two),\"id\":true,\"method\":\"m\"}", "bad-request null"),
      ("{\(two),\"id\":[],\"method\":\"m\"}", "bad-request null"),
      ("{\(two),\"id\":{},\"method\":\"m\"}", "bad-request null"),
      ("{\(two),\"id\":1,\"id\":2,\"method\":\"m\"}", "bad-request null"),
      ("{\(two),\"id\":1,\"method\":\"m\",\"method\":\"n\"}", "bad-request null"),
    ])
  func invalid(text: String, meaning: String) {
    #expect(Self.told(text) == meaning)
  }

  @Test(
    "what is no call says why",
    arguments: [
      ("[]", "a batch has at least one call"), ("1", "a message is an object"),
      ("{\(two),\"id\":1,\"id\":2,\"method\":\"m\"}", "the member id stands twice"),
      (
        "{\(two),\"id\":true,\"method\":\"m\"}",
        "an id is a string of at most 256 bytes, a number, or null"
      ),
      ("{\"id\":1,\"method\":\"m\"}", "jsonrpc is not \"2.0\""),
      ("{\(two),\"id\":1}", "method is not a string"),
      ("{\(two),\"method\":\"m\",\"params\":1}", "params is neither an object nor an array"),
    ])
  func reasons(text: String, why: String) {
    #expect(Self.why(Array(text.utf8)) == why)
  }

  @Test("each limit of a message holds to the byte and is told")
  func bounds() {
    func held(_ text: (Int) -> String, _ most: Int, _ why: String) {
      #expect(Self.why(Array(text(most).utf8)) == nil, "\(why)")
      #expect(Self.why(Array(text(most + 1).utf8)) == why)
    }
    let call = "{\(Self.two),\"id\":1,\"method\":\"m\""
    held(
      {
        call + ",\"params\":" + String(repeating: "[", count: $0 - 1)
          + String(repeating: "]", count: $0 - 1) + "}"
      },
      64, "a message nests at most 64 deep")
    held(
      { call + ",\"params\":[\"" + String(repeating: "x", count: $0) + "\"]}" },
      1 << 20, "a string has at most 1 MiB")
    held(
      { call + "}" + String(repeating: " ", count: $0 - call.utf8.count - 1) },
      4 << 20, "a message has at most 4 MiB")
    held(
      { "[" + Array(repeating: call + "}", count: $0).joined(separator: ",") + "]" },
      100, "a batch has at most 100 calls")
    #expect(Self.why([0x22, 0xFF, 0x22]) == "byte 1 is no UTF-8")
  }

  @Test("a message of which one string is too much, or the nesting, is told with its id")
  func tooMuch() {
    let long = "\"" + String(repeating: "x", count: 1 << 20) + "x\""
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    let call = "{\(Self.two),\"method\":\"m\",\"id\":"
    for (params, kind) in [("[\(long)]", "message-too-large"), (deep, "too-deep")] {
      #expect(Self.told(call + "7,\"params\":\(params)}") == "\(kind) 7")
      #expect(Self.told("{\(Self.two),\"params\":\(params),\"id\":\"a\"}") == "\(kind) \"a\"")
      #expect(
        Self.told("[" + call + "1,\"params\":\(params)}," + call + "2}]")
          == "[\(kind) 1, m - 2]")
      #expect(Self.told(call + "7,\"params\":\(params)") == "\(kind) null")
    }
    #expect(Self.told(call + "\(long)}") == "message-too-large null")
    // Only what is too much is told: a longest string and the deepest nesting are not.
    let longest = "\"" + String(repeating: "x", count: 1 << 20) + "\""
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(
      Self.told(call + "7,\"x\":\(nested(63)),\"y\":\(longest),\"params\":[\(long)]}")
        == "message-too-large 7")
    #expect(Self.told(call + "7,\"x\":\(nested(64)),\"params\":[\(long)]}") == "too-deep 7")
    #expect(
      Self.told(
        "[" + call + "1,\"x\":\(nested(62)),\"y\":\(longest)}," + call + "2,\"x\":\(nested(63))}]")
        == "[m - 1, too-deep 2]")
    // What no answer is due to gets none.
    #expect(Self.told("{\(Self.two),\"method\":\"m\",\"params\":[\(long)]}") == "ignored")
    #expect(Self.told("{\(Self.two),\"id\":1,\"result\":\(long)}") == "ignored")
    #expect(
      Self.told("[" + call + "1,\"params\":[\(long)]},{\"result\":1}]")
        == "[message-too-large 1, ignored]")
    // What grows when it is written is no longer for that.
    let wide = "\"" + String(repeating: "\u{2028}", count: 300_000) + "\""
    #expect(
      Self.told("[" + call + "1,\"params\":[\(wide)]}," + call + "2,\"params\":\(deep)}]")
        .hasSuffix("too-deep 2]"))
  }

  private static func why(_ bytes: [UInt8]) -> String? {
    guard case .invalid(let problem, _) = Envelope.read(bytes) else { return nil }
    return problem.message
  }

  @Test(
    "an answer to nothing that was asked is passed over",
    arguments: [
      ("{\(two),\"id\":1,\"result\":1}", "ignored"), ("{\(two),\"id\":1,\"error\":{}}", "ignored"),
      ("{\(two),\"id\":1,\"method\":\"m\",\"result\":1}", "m - 1"),
    ])
  func answers(text: String, meaning: String) {
    #expect(Self.told(text) == meaning)
  }

  @Test("a batch is read call by call, each with its own doubles")
  func batches() {
    let call = "{\(Self.two),\"id\":1,\"method\":\"m\"}"
    let double = "{\(Self.two),\"id\":2,\"method\":\"m\",\"params\":{\"b\":1,\"b\":1}}"
    #expect(
      Self.told("[\(call),1,\(double)]") == #"[m - 1, bad-request null, m {"b":1} 2 twice ["/b"]]"#)
    #expect(Self.told("[[]]") == "[bad-request null]")
  }

  @Test("an id has at most 256 bytes, a batch at most 100 calls")
  func limits() {
    for (count, isTaken) in [(256, true), (257, false)] {
      let id = String(repeating: "x", count: count)
      let told = Self.told("{\(Self.two),\"id\":\"\(id)\",\"method\":\"m\"}")
      #expect((told == "m - \"\(id)\"") == isTaken)
    }
    let call = "{\(Self.two),\"method\":\"m\"}"
    for (count, isTaken) in [(100, true), (101, false)] {
      let told = Self.told("[" + Array(repeating: call, count: count).joined(separator: ",") + "]")
      #expect((told == "batch-too-large null") == !isTaken)
    }
  }
}
