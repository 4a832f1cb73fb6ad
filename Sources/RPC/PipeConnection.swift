import Glibc
package import JSON

/// The two pipes of `desk rpc`, served on one thread.
///
/// One `poll` waits for both: input is read whenever there is any, output is written whenever the
/// client takes some, so neither ever waits for the other. A write of at most a pipe's atomic size
/// to a pipe that poll calls writable does not block, so the descriptors, which the parent may
/// share, stay blocking (rpc.md 2.2).
package struct PipeConnection {
  private let input: Int32
  private let output: Int32
  private static let pieceBytes = 4_096
  /// More output than this waits for nobody: the client has stopped reading.
  private static let backlogBytesMax = 64 << 20

  /// Takes standard input and output for the protocol alone.
  ///
  /// From here on descriptor 0 is empty and 1 goes to standard error, whatever else may print.
  package init?() {
    input = fcntl(0, F_DUPFD_CLOEXEC, 3)
    output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    let empty = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard input >= 0, output >= 0, empty >= 0 else { return nil }
    dup2(empty, 0)
    if fcntl(2, F_GETFD) < 0 { dup2(empty, 2) }
    dup2(2, 1)
  }

  /// Serves until the input ends and everything is answered, or the client is gone.
  ///
  /// - Returns: the exit status.
  package func serve(_ answer: (Frame) -> JSONValue?) -> Int32 {
    var framer = Framer()
    var pending: ArraySlice<UInt8> = []
    var hasEnded = false
    while true {
      if hasEnded && pending.isEmpty { return 0 }
      var descriptors = [
        pollfd(fd: hasEnded ? -1 : input, events: Int16(POLLIN), revents: 0),
        pollfd(fd: pending.isEmpty ? -1 : output, events: Int16(POLLOUT), revents: 0),
      ]
      if poll(&descriptors, 2, -1) < 0 {
        if errno == EINTR { continue }
        return 3
      }
      if descriptors[1].revents != 0, !write(&pending) { return 0 }
      guard descriptors[0].revents != 0 else { continue }
      var frames: [Frame]
      if let bytes = read() {
        frames = framer.take(bytes)
      } else {
        hasEnded = true
        frames = framer.end()
        if framer.isMidMessage { note("standard input ended inside a message") }
      }
      for frame in frames {
        guard let value = answer(frame) else { continue }
        append(value, framing: framer.framing ?? .line, to: &pending)
      }
      if pending.count > Self.backlogBytesMax {
        note("the client does not read its answers")
        return 75
      }
    }
  }

  private func append(_ value: JSONValue, framing: Framing, to pending: inout ArraySlice<UInt8>) {
    let body = value.compactBytes()
    if framing == .header { pending += "Content-Length: \(body.count)\r\n\r\n".utf8 }
    pending += body
    if framing == .line { pending.append(0x0A) }
  }

  /// Nil at the end of the stream.
  private func read() -> ArraySlice<UInt8>? {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(input, &bytes, bytes.count)
      if count > 0 { return bytes[..<count] }
      if count < 0 && errno == EINTR { continue }
      return nil
    }
  }

  /// Writes a piece; false where the client is gone.
  private func write(_ pending: inout ArraySlice<UInt8>) -> Bool {
    let count = pending.withUnsafeBytes {
      Glibc.write(output, $0.baseAddress, min($0.count, Self.pieceBytes))
    }
    if count < 0 { return errno == EINTR || errno == EAGAIN }
    pending = pending.dropFirst(count)
    return true
  }

  private func note(_ text: String) {
    let line = Array("desk rpc: \(text)\n".utf8)
    _ = Glibc.write(2, line, line.count)
  }
}
