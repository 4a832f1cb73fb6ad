package import Interpreter
import JSON

/// How messages are told from one another on a stream.
package enum Framing: Sendable {
  /// A line feed ends a message.
  case line
  /// A block of headers with the length stands before each message.
  case header
}

/// One message, or what stood in the place of one.
package enum Frame: Equatable, Sendable {
  case message([UInt8])
  /// Something that cannot be a message; the stream goes on behind it.
  case broken(why: String)
  /// A message longer than the limit, passed over.
  case tooLarge
}

/// Cuts a stream of bytes into messages: pure, whatever pieces the bytes come in (rpc.md 2.3).
package struct Framer: Sendable {
  /// Known from the first byte that is no blank; where that is a letter, from the first colon or
  /// line feed, for a person who types a word is answered too.
  package private(set) var framing: Framing?
  private var buffer: [UInt8] = []
  private var start = 0
  /// Up to here no line feed was found, so that a long line in many pieces is looked through once.
  private var searched = 0
  private let limits: WireLimits
  /// Bytes still to pass over of a message that was too long; in line mode up to the line feed.
  private var skipping: Skip = .nothing
  private var isFirst = true

  private enum Skip: Equatable {
    case nothing
    case toLineFeed
    case bytes(Int)
    /// After a broken header: up to the next `Content-Length:`.
    case toHeader
  }

  package init(limits: WireLimits = WireLimits()) { self.limits = limits }

  /// Takes bytes and gives the messages that are complete with them.
  package mutating func take(_ bytes: some Sequence<UInt8>) -> [Frame] {
    buffer.append(contentsOf: bytes)
    guard skipMark() else { return [] }
    guard let framing = framing ?? detect() else { return [] }
    self.framing = framing
    var frames: [Frame] = []
    while let frame = framing == .line ? nextLine() : nextBlock() {
      if let frame { frames.append(frame) }
    }
    buffer.removeFirst(start)
    searched = max(0, searched - start)
    start = 0
    return frames
  }

  /// The rest of the stream at its end: a last line without a line feed is a message.
  package mutating func end() -> [Frame] {
    if framing == nil, !buffer.isEmpty { framing = .line }
    guard framing == .line, skipping == .nothing else { return [] }
    let frames = take([0x0A])
    return frames
  }

  /// Whether the stream ended inside a message.
  package var isMidMessage: Bool { framing == .header && !buffer.isEmpty }

  /// .NET programs begin with one byte-order mark.
  ///
  /// - Returns: false where only more bytes can tell whether it stands here.
  private mutating func skipMark() -> Bool {
    guard isFirst else { return true }
    if Self.mark.starts(with: buffer) { return false }
    isFirst = false
    if buffer.starts(with: Self.mark) { buffer.removeFirst(Self.mark.count) }
    return true
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func detect() -> Framing? {
    // Blanks before the first message say nothing, and are not looked through again.
    let blanks = buffer.prefix { [0x20, 0x09, 0x0D, 0x0A].contains($0) }.count
    buffer.removeFirst(blanks)
    guard let first = buffer.first else { return nil }
    guard (0x41...0x5A).contains(first & 0xDF) else { return .line }
    switch buffer.first(where: { $0 == 0x3A || $0 == 0x0A }) {
    case 0x3A: return .header
    case nil where buffer.count <= Self.headerNameMax: return nil
    default: return .line
    }
  }

  /// No header's name is longer.
  private static let headerNameMax = 256

  // MARK: Lines

  /// The next line; an inner nil stands for a line that says nothing.
  private mutating func nextLine() -> Frame?? {
    guard let end = buffer[max(start, searched)...].firstIndex(of: 0x0A) else {
      searched = buffer.count
      // A carriage return before the line feed is no part of the message.
      if buffer.count - start > limits.text.bytesMax + 1, skipping == .nothing {
        skipping = .toLineFeed
        return .some(.tooLarge)
      }
      if skipping == .toLineFeed { start = buffer.count }
      return nil
    }
    var line = buffer[start..<end]
    start = end + 1
    if skipping == .toLineFeed {
      skipping = .nothing
      return .some(nil)
    }
    if line.last == 0x0D { line.removeLast() }
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return .some(nil) }
    return line.count > limits.text.bytesMax ? .some(.tooLarge) : .some(.message(Array(line)))
  }

  // MARK: Headers

  private mutating func nextBlock() -> Frame?? {
    switch skipping {
    case .bytes(let count):
      let passed = min(count, buffer.count - start)
      start += passed
      skipping = passed == count ? .nothing : .bytes(count - passed)
      return passed == count ? .some(nil) : nil
    case .toHeader:
      return resynchronise()
    default: break
    }
    while start < buffer.count, [0x20, 0x09, 0x0D, 0x0A].contains(buffer[start]) { start += 1 }
    guard let (end, length) = blockEnd() else {
      // Two bytes of the blank line may be there already.
      if buffer.count - start > limits.headerBytesMax + 2 {
        return broken(tooLong)
      }
      return nil
    }
    if end - start > limits.headerBytesMax {
      return broken(tooLong)
    }
    let header = Header(buffer[start..<end], linesMax: limits.headerLinesMax)
    if let fault = header.fault {
      // Each of two lengths would be found again, and neither is to be trusted.
      return broken(fault, from: header.lengths > 1 ? end + length : nil)
    }
    guard let size = header.length else { return broken("a header block has no Content-Length") }
    let body = end + length
    if size > limits.text.bytesMax {
      start = body
      skipping = .bytes(size)
      return .some(.tooLarge)
    }
    guard buffer.count - body >= size else { return nil }
    start = body + size
    if size == 0 { return .some(.broken(why: "a message has at least one byte")) }
    return .some(.message(Array(buffer[body..<body + size])))
  }

  /// Where the block's blank line stands, and how long that is; of a block that is too long already
  /// any line's end beyond the limit.
  private func blockEnd() -> (end: Int, length: Int)? {
    var position = start
    while let feed = buffer[position...].firstIndex(of: 0x0A) {
      if feed > start + limits.headerBytesMax { return (feed, 0) }
      let next = feed + 1
      if next < buffer.count, buffer[next] == 0x0A { return (feed, 2) }
      if next + 1 < buffer.count, buffer[next] == 0x0D, buffer[next + 1] == 0x0A {
        return (feed, 3)
      }
      position = next
    }
    return nil
  }

  private var tooLong: String {
    "a header block has at most \(WireLimits.words(bytes: limits.headerBytesMax))"
  }

  private mutating func broken(_ why: String, from next: Int? = nil) -> Frame?? {
    skipping = .toHeader
    start = next ?? start + 1
    return .some(.broken(why: why))
  }

  /// Looks for the next length in any case, wherever it stands.
  private mutating func resynchronise() -> Frame?? {
    let name = Array("content-length:".utf8)
    var position = start
    while position + name.count <= buffer.count {
      if zip(name, buffer[position...]).allSatisfy({ $0 == $1 || $0 == $1 | 0x20 }) {
        start = position
        skipping = .nothing
        return .some(nil)
      }
      position += 1
    }
    start = max(start, buffer.count - name.count)
    return nil
  }
}

/// The header fields that count.
private struct Header {
  private(set) var length: Int?
  private(set) var lengths = 0
  private(set) var fault: String?

  init(_ bytes: ArraySlice<UInt8>, linesMax: Int) {
    let lines = bytes.split(separator: 0x0A)
    if lines.count > linesMax { fault = "a header block has at most \(linesMax) lines" }
    for line in lines {
      let text = String(decoding: line, as: UTF8.self)
      guard let colon = text.firstIndex(of: ":") else {
        fault = "a header line has no colon"
        continue
      }
      let name = text[..<colon].lowercased()
      let value = text[text.index(after: colon)...]
      if name == "content-length" {
        take(length: value)
      } else if name == "content-type" {
        take(type: value.filter { !$0.isWhitespace }.lowercased())
      }
    }
  }

  private mutating func take(length value: Substring) {
    lengths += 1
    // Who knows where a message ends that has two?
    if lengths > 1 { fault = "a header block has one Content-Length" }
    let words = value.split(whereSeparator: \.isWhitespace)
    length = words.count == 1 ? Int64(digits: words[0]).map { Int($0) } : nil
    if length == nil { fault = "a Content-Length is digits only" }
  }

  private mutating func take(type value: String) {
    guard let at = value.firstRange(of: "charset=") else { return }
    let charset = value[at.upperBound...].prefix { $0 != ";" }
    if !["utf-8", "utf8"].contains(charset) { fault = "only UTF-8 is spoken here" }
  }
}
