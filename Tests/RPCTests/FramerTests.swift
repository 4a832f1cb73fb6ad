import Interpreter
import JSON
import RPC
import TestSupport
import Testing

/// How a stream is cut into messages (rpc.md 2.3).
struct FramerTests {
  private static let limits: WireLimits = {
    var limits = WireLimits()
    limits.text.bytesMax = 10
    limits.headerBytesMax = 60
    limits.headerLinesMax = 3
    return limits
  }()

  /// What a stream holds, as one text: messages as they are, what is broken and too large by name.
  private static func frames(_ pieces: [[UInt8]]) -> String {
    var framer = Framer(limits: limits)
    var frames = pieces.flatMap { framer.take($0) }
    let isCut = framer.isMidMessage
    frames += framer.end()
    let told = frames.map { frame in
      switch frame {
      case .message(let bytes): String(decoding: bytes, as: UTF8.self)
      case .broken: "<broken>"
      case .tooLarge: "<too large>"
      }
    }
    return (told + (isCut ? ["<cut>"] : [])).joined(separator: "|")
  }

  private static func frames(_ text: String) -> String { frames([Array(text.utf8)]) }

  @Test(
    "a line is a message",
    arguments: [
      ("{}\n[]\n", "{}|[]"), ("{}\r\n[]\r\n", "{}|[]"), ("{}", "{}"), ("{}\r", "{}"),
      ("\n \t\n\r\n{}\n", "{}"), ("\u{FEFF}{}\n", "{}"), ("{}\n\u{FEFF}{}\n", "{}|\u{FEFF}{}"),
      ("", ""), ("\n\n", ""), ("word\n", "word"), ("word", "word"), ("{\r}\n", "{\r}"),
      ("0123456789\n", "0123456789"), ("01234567890\n{}\n", "<too large>|{}"),
      ("0123456789\r\n", "0123456789"), ("012345678901234567890123456789", "<too large>"),
      ("word\nContent-Length: 2\r\n\r\n{}", "word|<too large>|{}"), ("[:]\n", "[:]"),
      ("{}\n \n\t\n \t\r\n[]\n", "{}|[]"), ("\u{FEFF}", ""), ("\u{FEFF}{}", "{}"),
      ("@:\n{}", "@:|{}"), ("`:\n{}", "`:|{}"), ("{:\n{}", "{:|{}"),
    ])
  func lines(stream: String, frames: String) {
    #expect(Self.frames(stream) == frames)
  }

  @Test(
    "a block has its length before it",
    arguments: [
      ("Content-Length: 2\r\n\r\n{}", "{}"), ("Content-Length:2\n\n{}", "{}"),
      ("content-length: 02\r\n\n{}", "{}"), ("A: b\r\nContent-Length: 2\r\n\r\n{}", "{}"),
      ("Z: b\r\nContent-Length: 2\r\n\r\n{}", "{}"), ("z: b\nContent-Length: 2\n\n{}", "{}"),
      ("Content-Length: 2\r\n\r\n{}\r\n\r\n Content-Length: 2\r\n\r\n[]", "{}|[]"),
      (" Content-Length: 2\n\n{}", "{}"), ("\tContent-Length: 2\n\n{}", "{}"),
      ("\rContent-Length: 2\n\n{}", "{}"), ("\nContent-Length: 2\n\n{}", "{}"),
      ("\u{FEFF}Content-Length: 2\n\n{}", "{}"),
      ("Content-Length: 2\n\n{}\tContent-Length: 2\n\n[]", "{}|[]"),
      ("Content-Length: 2\nContent-Length: 2\n\n{}Content-Length: 2\n\n[]", "<broken>|[]"),
      ("Content-Type: a;charset=utf8;b\nContent-Length: 2\n\n{}", "{}"),
      ("Content-Length: 4\r\n\r\n{\r\n}", "{\r\n}"),
      ("Content-Length: 2\r\n\r\n{", "<cut>"), ("Content-Length: 2", "<cut>"),
      ("Content-Length: 10\n\n0123456789", "0123456789"),
      ("Content-Length: 11\n\n01234567890Content-Length: 2\n\n{}", "<too large>|{}"),
      ("Content-Length: 30\n\n0123456789", "<too large>"),
      ("Content-Length: 0\n\nContent-Length: 2\n\n{}", "<broken>|{}"),
      ("Content-Length: -2\n\n{}Content-Length: 2\n\n[]", "<broken>|[]"),
      ("A: b\n\nxyz CONTENT-length: 2\n\n{}", "<broken>|{}"),
      ("A: b\nc\nContent-Length: 2\n\n{}", "<broken>|{}"),
      ("xContent-Length: 2\n\n{}", "<broken>|{}"),
      ("A: b\nC: d\nContent-Length: 2\n\n{}", "{}"),
      ("A: b\nC: d\nE: f\nContent-Length: 2\n\n{}", "<broken>|{}"),
      ("A: \(String(repeating: "x", count: 39))\nContent-Length: 2\n\n{}", "{}"),
      ("A: \(String(repeating: "x", count: 40))\nContent-Length: 2\n\n{}", "<broken>|{}"),
      ("Content-Type: a; charset=utf-8\nContent-Length: 2\n\n{}", "{}"),
      ("Content-Type: a;charset=latin1\nContent-Length: 2\n\n{}", "<broken>|{}"),
    ])
  func blocks(stream: String, frames: String) {
    #expect(Self.frames(stream) == frames)
  }

  @Test(
    "what cannot be a message says why",
    arguments: [
      ("Content-Length: 0\n\n", "a message has at least one byte"),
      ("Content-Length: -2\n\n", "a Content-Length is digits only"),
      ("Content-Length: 2\nContent-Length: 3\n\n", "a header block has one Content-Length"),
      ("A: b\n\n", "a header block has no Content-Length"),
      ("A: b\nc\nContent-Length: 2\n\n", "a header line has no colon"),
      ("A: b\nC: d\nE: f\nContent-Length: 2\n\n", "a header block has at most 3 lines"),
      ("Content-Type: a;charset=latin1\nContent-Length: 2\n\n", "only UTF-8 is spoken here"),
      ("A: \(String(repeating: "x", count: 99))\n\n", "a header block has at most 60 bytes"),
      ("A: \(String(repeating: "x", count: 99))", "a header block has at most 60 bytes"),
    ])
  func reasons(stream: String, why: String) {
    var framer = Framer(limits: Self.limits)
    #expect(framer.take(Array(stream.utf8)).first == .broken(why: why))
  }

  @Test("a header block has at most 8 KiB and 32 lines, a name before a colon 256 bytes")
  func limits() {
    func first(_ stream: String) -> Frame? {
      var framer = Framer()
      return framer.take(Array(stream.utf8)).first
    }
    let length = "Content-Length: 2"
    func block(bytes: Int) -> String {
      "A: " + String(repeating: "x", count: bytes - length.utf8.count - 4) + "\n\(length)\n\n{}"
    }
    #expect(first(block(bytes: 8_192)) == .message(Array("{}".utf8)))
    #expect(first(block(bytes: 8_193)) == .broken(why: "a header block has at most 8 KiB"))
    func block(lines: Int) -> String {
      String(repeating: "A: b\n", count: lines - 1) + "\(length)\n\n{}"
    }
    #expect(first(block(lines: 32)) == .message(Array("{}".utf8)))
    #expect(first(block(lines: 33)) == .broken(why: "a header block has at most 32 lines"))
    for (count, framing) in [(256, nil), (257, Framing.line)] {
      var framer = Framer()
      _ = framer.take(Array(String(repeating: "x", count: count).utf8))
      #expect(framer.framing == framing)
    }
  }

  @Test(
    "a message is given with the byte that completes it",
    arguments: [
      ("{}\n[]\n", 2), ("\n{}\n", 1), ("01234567890\n{}\n", 2),
      ("012345678901234567890\n\n{}\n", 2),
      ("Content-Length: 2\n\n{}", 1), ("Content-Length: 0\r\n\r\n", 1),
      ("Content-Length: 0\n\n", 1),
      ("Content-Length: 11\n\n01234567890Content-Length: 2\n\n{}", 2),
      ("A: b\n\nContent-Length: 2\n\n{}", 2),
    ])
  func atOnce(stream: String, count: Int) {
    var whole = Framer(limits: Self.limits)
    #expect(whole.take(Array(stream.utf8)).count == count)
    var pieces = Framer(limits: Self.limits)
    var given = stream.utf8.map { pieces.take([$0]).count }
    #expect(given.popLast() == 1)
    #expect(given.reduce(0, +) == count - 1)
    #expect(whole.end() == [])
  }

  @Test("what is too long is told as soon as that is known, and once")
  func tooLong() {
    var lines = Framer(limits: Self.limits)
    // A carriage return may follow the longest message.
    #expect(lines.take(Array("01234567890".utf8)) == [])
    #expect(lines.take([0x31]) == [.tooLarge])
    #expect(lines.take(Array("0123456789012345".utf8)) == [])
    #expect(lines.take(Array("\n{}\n".utf8)) == [.message(Array("{}".utf8))])
    var blocks = Framer(limits: Self.limits)
    #expect(blocks.take(Array(("A: " + String(repeating: "x", count: 59)).utf8)) == [])
    #expect(blocks.take([0x78]) == [.broken(why: "a header block has at most 60 bytes")])
    #expect(blocks.take([0x78]) == [])
    var ended = Framer(limits: Self.limits)
    #expect(
      ended.take(Array(("A: " + String(repeating: "x", count: 58) + "\n").utf8)) == [
        .broken(why: "a header block has at most 60 bytes")
      ])
  }

  @Test("what a stream holds does not depend on the pieces it comes in", arguments: 0..<60)
  func pieces(seed: UInt64) {
    let parts = [
      "Content-Length: 2\r\n\r\n{}", "Content-Length: 12\r\n\r\n{}", "content-length:3\n\n[1]",
      "Content-Length: x\n\n", "A: b\n", "\n", "\r\n", "{}", "[]\r", "word", ":", "\u{FEFF}", " ",
      "0123456789", "A: 0123456789012345678901234567890123456789\n",
    ]
    var chance = Chance(seed: seed)
    for _ in 0..<40 {
      let count = Int.random(in: 1...8, using: &chance)
      let stream = (0..<count).map { _ in parts.randomElement(using: &chance) ?? "" }.joined()
      let bytes = Array(stream.utf8)
      let whole = Self.frames([bytes])
      #expect(Self.frames(bytes.map { [$0] }) == whole, "\(stream.debugDescription)")
      let cut = Int.random(in: 0...bytes.count, using: &chance)
      let halves = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(Self.frames(halves) == whole, "\(stream.debugDescription) at \(cut)")
    }
  }
}
