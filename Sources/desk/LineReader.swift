import Glibc

/// Lines of a descriptor, each read only when it is asked for.
///
/// A line ends at a line feed, which a carriage return may stand before, or where the input ends. A
/// byte-order mark at the beginning is none of the text.
struct LineReader {
  /// What comes next.
  enum Next {
    case line(String, number: Int)
    /// There is nothing more.
    case end
    /// The line is no UTF-8.
    case illegible(number: Int)
    /// The line is longer than a line can be.
    case endless(number: Int)
    /// The descriptor cannot be read: what the system says of it.
    case failed(String)
  }

  /// More than the longest line that is understood, so that the fault is told by who understands.
  private static let bytesMax = 4 << 20

  private let descriptor: Int32
  private var bytes: [UInt8] = []
  /// Where in `bytes` the next line begins, and how far it was looked through.
  private var start = 0
  private var searched = 0
  private var hasEnded = false
  private var number = 0

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  mutating func next() -> Next {
    while true {
      if let end = bytes[searched...].firstIndex(of: 0x0A) {
        return take(upTo: end, endsAt: end + 1)
      }
      searched = bytes.count
      if hasEnded {
        return start < bytes.count ? take(upTo: bytes.count, endsAt: bytes.count) : .end
      }
      if bytes.count - start > Self.bytesMax { return .endless(number: number + 1) }
      if let fault = fill() { return .failed(fault) }
    }
  }

  /// - Returns: why nothing can be read; nil where something was, or the end was met.
  private mutating func fill() -> String? {
    bytes.removeFirst(start)
    searched -= start
    start = 0
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      if count < 0 { return String(cString: strerror(errno)) }
      bytes += chunk[..<count]
      hasEnded = count == 0
      return nil
    }
  }

  private mutating func take(upTo end: Int, endsAt next: Int) -> Next {
    var line = bytes[start..<end]
    start = next
    searched = next
    number += 1
    if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    if line.last == 0x0D { line.removeLast() }
    guard let text = String(validating: line, as: UTF8.self) else {
      return .illegible(number: number)
    }
    return .line(text, number: number)
  }
}
