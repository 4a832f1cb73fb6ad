import Console
import Glibc
import Interpreter

/// What is said where memory is gone that a file stood for: the index of the store's log, cut by
/// another program between two looks at it, or a disk that can no longer be read.
enum LostMemory {
  /// Has it said, and the program ended as by any failure of the store.
  static func tellOf() {
    signal(SIGBUS) { _ in
      // Nothing but what a signal may do: no memory is asked for, and nothing runs at the exit.
      let says: StaticString = """
        error[storage-failed]: a file of the store was cut while it was read, or its disk cannot be read
          what was acknowledged is kept; start again

        """
      TerminalState.restore()
      _ = Glibc.write(2, says.utf8Start, says.utf8CodeUnitCount)
      _exit(ExitStatus.world.rawValue)
    }
  }
}
