import Glibc
import Interpreter

/// A text written in the writer's own editor: `$VISUAL`, else `$EDITOR`, else `vi`.
struct ExternalEditor {
  /// What came of it.
  enum Outcome: Equatable {
    /// The text was saved and the editor left; it may be empty.
    case saved(String)
    /// The editor was left without saving.
    case unsaved
    /// The editor could not be run or did not end well; the text is what it saved before.
    case failed(why: String, text: String?)
  }

  private static let scissors = "# ------------------------ >8 ------------------------"
  private static let folders: [EnvironmentVariable] = [.runtime, .temporary]

  /// Lets the writer edit the text.
  ///
  /// It waits for the editor, which has the terminal for itself; the file is the user's alone, in a
  /// folder of its own that goes when the editor is left.
  ///
  /// - Parameter hint: what to do, for below the scissors; of one line.
  static func edit(_ text: String, hint: String) -> Outcome {
    let below = "\(scissors)\n# \(hint)\n"
    let file: EditedFile
    do throws(EditedFile.Fault) {
      file = try EditedFile(text + "\n" + below, folders: folders.compactMap(value))
    } catch {
      return .failed(why: "no file for the text: " + error.why, text: nil)
    }
    let command = value(of: .visual) ?? value(of: .editor) ?? "vi"
    var fault = run(command, file.path)
    let isSaved = file.isSaved
    let bytes = isSaved ? file.contents() : nil
    let isUnread = isSaved && bytes == nil
    if isUnread, fault == nil { fault = "saved what cannot be read" }
    if let told = fault, isUnread || file.hasCompany {
      // Such as what vim saves for `vim -r` when its terminal goes away.
      fault = told + "; what it left is in " + file.folder
    } else {
      file.remove()
    }
    guard let bytes else {
      return fault.map { .failed(why: "\(command) \($0)", text: nil) } ?? .unsaved
    }
    let written = above(scissors: String(decoding: bytes, as: UTF8.self), hint: "# \(hint)")
    if let fault { return .failed(why: "\(command) \(fault)", text: written) }
    if String(validating: bytes, as: UTF8.self) == nil {
      return .failed(why: "\(command) saved what is no UTF-8", text: written)
    }
    return .saved(written)
  }

  private static func value(of variable: EnvironmentVariable) -> String? {
    guard let value = getenv(variable.rawValue), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The text above the last scissors line, without empty lines at its end.
  private static func above(scissors: String, hint: String) -> String {
    var lines = scissors.split(separator: "\n", omittingEmptySubsequences: false)
    if let cut = lines.lastIndex(where: { $0 == Self.scissors }) {
      lines.removeSubrange(cut...)
    } else if let cut = lines.lastIndex(where: { $0 == hint }) {
      lines.removeSubrange(cut...)
    }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  // MARK: Running

  /// - Returns: nil where it ended well, else what went wrong, as the end of a sentence.
  private static func run(_ command: String, _ path: String) -> String? {
    var settings = termios()
    let hasSettings = tcgetattr(STDIN_FILENO, &settings) == 0
    defer { if hasSettings { tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) } }
    return Signals.lent {
      guard let child = start(command, path) else { return "cannot be started" }
      let status = wait(for: child)
      if status & 0x7F != 0 { return "was ended by signal \(status & 0x7F)" }
      let code = status >> 8 & 0xFF
      if code > 128 { return "was ended by signal \(code - 128)" }
      return code == 0 ? nil : code == 127 ? "was not found" : "ended with status \(code)"
    }
  }

  /// The value of the variable is a shell's words, as everywhere.
  ///
  /// Where they are plain ones the shell gives its place to the editor, so that what ends our child
  /// ends the editor.
  private static func start(_ command: String, _ path: String) -> pid_t? {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGQUIT, SIGPIPE, SIGTSTP] { sigaddset(&signals, number) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    let isPlain = command.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || " /._-+".unicodeScalars.contains($0)
    }
    let words = ["/bin/sh", "-c", (isPlain ? "exec " : "") + command + " \"$@\"", command, path]
    let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    return posix_spawn(&child, "/bin/sh", nil, &attributes, arguments, environ) == 0 ? child : nil
  }

  /// Waits for the editor; it is told to end where this program is.
  private static func wait(for child: pid_t) -> Int32 {
    var status = Int32()
    while true {
      let ended = waitpid(child, &status, WNOHANG | WUNTRACED)
      if ended == child, status & 0xFF == 0x7F {
        // It stopped itself alone: the shell gets the terminal, and it goes on with us.
        kill(getpid(), SIGSTOP)
        kill(child, SIGCONT)
        continue
      }
      if ended != 0 { return status }
      if Signals.ending != 0 { kill(child, SIGTERM) }
      Signals.wait()
    }
  }
}
