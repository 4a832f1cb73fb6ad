import Glibc
import Testing

@testable import Console

/// How signals reach whoever waits for keys.
///
/// Each test is a process of its own.
struct SignalsTests {
  /// Catches signals on this thread, which would heed none, as from a shell of a person's.
  private static func install(ignoring ignored: Int32? = nil) {
    var all = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_UNBLOCK, &all, nil)
    for number in [SIGINT, SIGTERM, SIGHUP, SIGTSTP] {
      signal(number, number == ignored ? SIG_IGN : SIG_DFL)
    }
    Signals.install()
  }

  /// A descriptor from which nothing ever comes.
  private static func silence() -> Int32 {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    return ends[0]
  }

  /// How many milliseconds a wait of a third of a second takes, which finds nothing to read.
  private static func waited(for input: Int32) -> Int {
    var (before, after) = (timespec(), timespec())
    clock_gettime(CLOCK_MONOTONIC, &before)
    precondition(!Signals.wait(for: input, milliseconds: 333))
    clock_gettime(CLOCK_MONOTONIC, &after)
    return (after.tv_sec - before.tv_sec) * 1_000 + (after.tv_nsec - before.tv_nsec) / 1_000_000
  }

  @Test("a signal that came before the wait ends it, once")
  func early() async {
    await #expect(processExitsWith: .success) {
      Self.install()
      Signals.installForEditing()
      let input = Self.silence()
      precondition(Self.waited(for: input) >= 333)
      for number in [SIGINT, SIGCHLD, SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP] {
        raise(number)
        precondition(Self.waited(for: input) < 333, "signal \(number) was missed")
        precondition(Self.waited(for: input) >= 333, "signal \(number) comes twice")
      }
    }
  }

  @Test("each signal is noted as what it is, until it is taken")
  func noted() async {
    await #expect(processExitsWith: .success) {
      Self.install()
      Signals.installForEditing()
      let flags: [(Int32, () -> Bool)] = [
        (SIGINT, Signals.takeInterrupt), (SIGWINCH, Signals.takeResize),
        (SIGCONT, Signals.takeContinue), (SIGTSTP, Signals.takeSuspend),
      ]
      for (number, _) in flags {
        raise(number)
        precondition(flags.filter { $0.1() }.map(\.0) == [number])
        precondition(flags.allSatisfy { !$0.1() })
      }
      precondition(Signals.ending == 0)
      for number in [SIGTERM, SIGHUP] {
        raise(number)
        precondition(Signals.ending == number)
      }
    }
  }

  @Test("a handler leaves the error number alone, also where nothing can be noted any more")
  func errorNumber() async {
    await #expect(processExitsWith: .success) {
      Self.install()
      // More than the pipe holds.
      for _ in 0..<70_000 { raise(SIGINT) }
      errno = ENOENT
      raise(SIGINT)
      precondition(errno == ENOENT)
    }
  }

  @Test("what asks the program to end and is ignored stays so, as below nohup")
  func ignored() async {
    await #expect(processExitsWith: .success) {
      Self.install(ignoring: SIGHUP)
      raise(SIGHUP)
      precondition(Signals.ending == 0)
      raise(SIGTERM)
      precondition(Signals.ending == SIGTERM)
    }
  }

  @Test("what a signal comes into goes on by itself")
  func restarted() async {
    await #expect(processExitsWith: .success) {
      Self.install()
      Signals.installForEditing()
      for number in [SIGINT, SIGCHLD, SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP] {
        var action = sigaction()
        sigaction(number, nil, &action)
        precondition(action.sa_flags & SA_RESTART != 0)
      }
    }
  }

  @Test("what can be read is told, also where a signal came with it")
  func readable() async {
    await #expect(processExitsWith: .success) {
      Self.install()
      var ends: [Int32] = [0, 0]
      pipe(&ends)
      write(ends[1], "a", 1)
      precondition(Signals.wait(for: ends[0]))
      raise(SIGINT)
      precondition(Signals.wait(for: ends[0]))
    }
  }
}
