import Glibc
import Interpreter

/// Lines from a terminal that cannot be painted on, or whose screen is elsewhere: written prompt,
/// line as the terminal itself edits it.
final class PlainPrompt: LineSource {
  private var bytes: [UInt8] = []
  private var hasEnded = false
  private(set) var hasFailed = false
  /// Where the prompt is written: what is typed must be seen beside it.
  private let screen: Int32 =
    Terminal.isTerminal(STDOUT_FILENO) || !Terminal.isTerminal(STDERR_FILENO)
    ? STDOUT_FILENO : STDERR_FILENO

  func read(_ prompt: PromptText, for purpose: Purpose) -> Input {
    Terminal.write(ScreenText(prompt.plain), to: screen)
    while true {
      if Signals.ending != 0 { return .end(takeRest()) }
      if let end = bytes.firstIndex(of: 0x0A) {
        defer { bytes.removeFirst(end + 1) }
        return line(bytes[..<end])
      }
      if hasEnded {
        // A terminal goes on behind it; what has ended for good says so again.
        hasEnded = false
        return .end(takeRest())
      }
      let isReady = Signals.wait(for: STDIN_FILENO)
      if Signals.takeInterrupt() {
        Terminal.write(.lineFeed, to: screen)
        return .interrupted(takeRest())
      }
      if isReady { fill() }
    }
  }

  /// A terminal that edits lines by itself throws away what is too long for it.
  private func line(_ bytes: ArraySlice<UInt8>) -> Input {
    if bytes.count >= Self.lineBytesMax {
      return .refused(
        Problem(
          .tooLong,
          "this terminal gives no more than \(Self.lineBytesMax) bytes of a line: it is not taken"))
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let isLegible = String(validating: bytes, as: UTF8.self) != nil
    return .finished(text, isPasted: false, sawIllegible: !isLegible)
  }

  /// Of Linux (N_TTY_BUF_SIZE), without the line feed.
  private static let lineBytesMax = 4_095

  func remember(_ line: String) {}

  func preset(_ text: String) {}

  private func fill() {
    var chunk = [UInt8](repeating: 0, count: 4_096)
    let count = Glibc.read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else {
      hasEnded = true
      hasFailed = count == -1
    }
  }

  private func takeRest() -> String {
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self)
  }
}
