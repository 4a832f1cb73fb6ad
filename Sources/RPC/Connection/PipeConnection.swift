import CLinux
import Glibc
package import Interpreter
import JSON
package import Worker

/// The two pipes of `desk rpc`, served on one thread while another carries out the calls.
///
/// One `poll` waits for all: input is read whenever there is any, output is written whenever the
/// client takes some, and answers are taken when they are made, so none ever waits for the other. A
/// write of at most a pipe's atomic size to a pipe that poll calls
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

  /// How often an idle connection looks whether something was recorded or fell due, in milliseconds.
  private static let attendMs: Int64 = 100

  /// Serves until the input ends and everything is answered, a client says `exit`, or is gone.
  ///
  /// Calls are carried out on the worker's thread, one after the other.
  ///
  /// - Returns: the exit status: 128 and the signal that ended it, or 3 where an answer could not be
  ///   written, quietly where its reader has gone.
  package func serve<Owned>(
    _ worker: Worker<Owned>, _ dispatcher: @escaping @Sendable (Owned) -> Dispatcher
  ) -> Int32 {
    guard let errands = Errands(worker, dispatcher) else { return fail("poll") }
    errands.attend(every: Self.attendMs)
    // What asks the program to end is heard between two answers, so that the store is left in order.
    let endings = clinux_endings()
    var traffic = Traffic(limits, isScreen: isatty(output) == 1)
    defer { traffic.cancelAll() }
    while true {
      if let status = traffic.lastStatus { return status }
      handOut(&traffic, errands)
      var descriptors = [
        pollfd(fd: traffic.isReading ? input : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: output, events: traffic.pending.isEmpty ? 0 : Int16(POLLOUT), revents: 0),
        pollfd(fd: errands.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: endings, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&descriptors, nfds_t(descriptors.count), traffic.patience ?? -1) < 0 {
        if errno == EINTR { continue }
        return fail("poll")
      }
      if descriptors[3].revents != 0 { traffic.stop(128 + clinux_ending(endings)) }
      // A socket hangs up where a pipe fails.
      if descriptors[1].revents & Int16(POLLERR | POLLHUP | POLLNVAL) != 0 {
        // Whoever asks nothing more and has every answer may go.
        let hasLeft = traffic.isAnswered && Self.unread(input) == 0
        return (hasLeft ? ExitStatus.done : .world).rawValue
      }
      if descriptors[1].revents & Int16(POLLOUT) != 0 {
        switch write(traffic.pending) {
        case .bytes(let count): traffic.wrote(count)
        case .end: return ExitStatus.world.rawValue
        case .failed: return fail("standard output")
        }
      }
      if descriptors[2].revents != 0 {
        for delivery in errands.take() {
          if let answered = delivery.answered { traffic.answered(answered) }
          traffic.told(
            delivery.news, haveMore: delivery.haveMore, followed: delivery.followed)
          if delivery.isShutDown { traffic.shutDown() }
          if let status = delivery.exitStatus { traffic.end(status) }
        }
      }
      if descriptors[0].revents != 0, traffic.isReading { take(into: &traffic) }
    }
  }

  /// Has the worker do what there is to do.
  private func handOut<Owned>(_ traffic: inout Traffic, _ errands: Errands<Owned>) {
    traffic.answerPings()
    while let item = traffic.next() { errands.give(item) }
    errands.note(hasRoom: traffic.hasRoom)
    if let stage = traffic.nextNews() { errands.follow(stage) }
  }

  private func take(into traffic: inout Traffic) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = read(input, &bytes, bytes.count)
    if count > 0 { return traffic.take(bytes[..<count]) }
    if count < 0 { return traffic.end(fail("standard input")) }
    if traffic.isMidMessage { Self.note("standard input ended inside a message") }
    traffic.finish()
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
