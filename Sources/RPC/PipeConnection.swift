import Glibc
package import Interpreter
import JSON

/// The two pipes of `desk rpc`, served on one thread.
///
/// One `poll` waits for both: input is read whenever there is any, output is written whenever the
/// client takes some, so neither ever waits for the other. Each answer is offered to the client
/// before the next call is made. A write of at most a pipe's atomic size to a pipe that poll calls
/// writable does not block, so the descriptors, which the parent may share, stay blocking
/// (rpc.md 2.2).
package struct PipeConnection {
  private let input: Int32
  private let output: Int32
  private let limits: WireLimits
  private static let pieceBytes = 4_096

  /// Takes standard input and output for the protocol alone.
  ///
  /// From here on descriptor 0 is empty and 1 goes to standard error, whatever else may print.
  /// Nil, and said on standard error, where one of them is not open.
  package init?(limits: WireLimits = WireLimits()) {
    self.limits = limits
    input = fcntl(0, F_DUPFD_CLOEXEC, 3)
    output = fcntl(1, F_DUPFD_CLOEXEC, 3)
    let empty = open("/dev/null", O_RDWR | O_CLOEXEC)
    guard input >= 0, output >= 0, empty >= 0 else {
      Self.note("standard input and output must both be open")
      return nil
    }
    dup2(empty, 0)
    dup2(2, 1)
  }

  /// Serves until the input ends and everything is answered, a client says `exit`, or is gone.
  ///
  /// - Returns: the exit status: 3 where an answer could not be written, quietly where its reader
  ///   has gone.
  package func serve(_ dispatcher: Dispatcher) -> Int32 {
    var stream = Stream(limits, isScreen: isatty(output) == 1)
    while true {
      if let status = dispatcher.exitStatus { stream.end(status) }
      if let status = stream.exitStatus, stream.isDrained { return status }
      let isIdle = !stream.isAnswering
      var descriptors = [
        pollfd(fd: stream.isReading ? input : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output, events: stream.pending.isEmpty ? 0 : Int16(POLLOUT), revents: 0),
      ]
      if poll(&descriptors, 2, isIdle ? -1 : 0) < 0 {
        if errno == EINTR { continue }
        return fail("poll")
      }
      let isGone = descriptors[1].revents & Int16(POLLERR | POLLNVAL) != 0
      if isGone {
        // Whoever asks nothing more and has every answer may go.
        let hasLeft = stream.isDrained && Self.unread(input) == 0
        return (hasLeft ? ExitStatus.done : .world).rawValue
      }
      let isTaken = descriptors[1].revents & Int16(POLLOUT) != 0
      if isTaken {
        switch write(stream.pending) {
        case .bytes(let count): stream.wrote(count)
        case .end: return ExitStatus.world.rawValue
        case .failed: return fail("standard output")
        }
      }
      // What the client takes is written to its end before anything else is done.
      if stream.isAnswering, stream.pending.isEmpty || !isTaken { stream.answerNext(dispatcher) }
      if descriptors[0].revents != 0, stream.isReading { take(into: &stream) }
    }
  }

  private func take(into stream: inout Stream) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(input, &bytes, bytes.count)
    if count > 0 { return stream.take(bytes[..<count]) }
    if count < 0 { return stream.end(fail("standard input")) }
    if stream.isMidMessage { Self.note("standard input ended inside a message") }
    stream.finish()
  }

  private enum Written {
    case bytes(Int)
    /// The client is gone.
    case end
    case failed
  }

  private func write(_ pending: ArraySlice<UInt8>) -> Written {
    let room = room
    let count = pending.withUnsafeBytes {
      Glibc.write(output, $0.baseAddress, min($0.count, room))
    }
    if count >= 0 { return .bytes(count) }
    switch errno {
    case EAGAIN: return .bytes(0)
    case EPIPE, ECONNRESET: return .end
    default: return .failed
    }
  }

  /// How many bytes can be written without waiting for the client, where poll says some can.
  ///
  /// A pipe that is empty takes what it holds in all; else no more than its atomic size is sure.
  private var room: Int {
    guard Self.unread(output) == 0 else { return Self.pieceBytes }
    return max(Self.pieceBytes, Int(fcntl(output, Self.getPipeSize)))
  }

  /// The bytes that nobody has read yet; nil where the system cannot tell.
  private static func unread(_ descriptor: Int32) -> Int32? {
    var count: Int32 = 0
    return ioctl(descriptor, UInt(FIONREAD), &count) == 0 ? count : nil
  }

  /// F_GETPIPE_SZ of Linux, which Glibc's module does not have; it fails for what is no pipe.
  private static let getPipeSize: Int32 = 1_032

  /// Says what the system said of a descriptor.
  private func fail(_ what: String) -> Int32 {
    Self.note("\(what): \(String(cString: strerror(errno)))")
    return ExitStatus.world.rawValue
  }

  private static func note(_ text: String) {
    let line = Array((ScreenText("desk rpc: \(text)") + .lineFeed).text.utf8)
    _ = Glibc.write(2, line, line.count)
  }
}

/// What is between the two descriptors: messages not answered, and answers not written.
private struct Stream {
  /// Answers the client has not taken.
  private(set) var pending: ArraySlice<UInt8> = []
  private var framer: Framer
  private var frames: ArraySlice<Frame> = []
  private let limits: WireLimits
  /// Whether a terminal shows the answers, so that nothing in them may be an order to it.
  private let isScreen: Bool
  /// The exit status, once no more is read.
  private(set) var exitStatus: Int32?

  init(_ limits: WireLimits, isScreen: Bool) {
    self.limits = limits
    self.isScreen = isScreen
    framer = Framer(limits: limits)
  }

  /// Whether the client left so much unread that nothing is done until it takes some.
  private var isStalled: Bool { pending.count > limits.backlogBytesMax }

  var isReading: Bool { exitStatus == nil && !isStalled && frames.isEmpty }

  var isAnswering: Bool { !frames.isEmpty && !isStalled }

  /// Whether everything that was read is answered, and every answer written.
  var isDrained: Bool { frames.isEmpty && pending.isEmpty }

  var isMidMessage: Bool { framer.isMidMessage }

  mutating func take(_ bytes: ArraySlice<UInt8>) { frames += framer.take(bytes) }

  /// The input is at its end: what was read is answered still.
  mutating func finish() {
    frames += framer.end()
    exitStatus = 0
  }

  /// Nothing more is answered; what was is written still.
  mutating func end(_ status: Int32) {
    frames = []
    exitStatus = status
  }

  mutating func answerNext(_ dispatcher: Dispatcher) {
    guard let frame = frames.popFirst() else { return }
    guard let value = dispatcher.answer(frame) else { return }
    let body =
      isScreen ? Array(Sanitiser.escaped(json: value.compact()).utf8) : value.compactBytes()
    switch framer.framing ?? .line {
    case .header: pending += Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    case .line: pending += body + [0x0A]
    }
  }

  mutating func wrote(_ count: Int) { pending = pending.dropFirst(count) }
}
