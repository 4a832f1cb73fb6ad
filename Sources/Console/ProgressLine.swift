import Interpreter
import Worker

/// The line on which one sees how far a call is, below all that was shown, until its answer comes.
struct ProgressLine {
  /// When the call began, by `Stopwatch`; nil while none is carried out.
  private var begun: Int64?
  private var shown: CallProgress?
  /// The cells of what is shown.
  private var cells = 0
  /// What is quicker is not worth a glance, in milliseconds.
  private static let patienceMs: Int64 = 500

  /// Shows how far the call is, on a cursor in the first column; nothing where it is not known or has
  /// not taken long.
  mutating func show(_ progress: CallProgress?) {
    let begun = begun ?? Stopwatch.milliseconds
    self.begun = begun
    guard let progress, progress != shown, Stopwatch.milliseconds - begun >= Self.patienceMs else {
      return
    }
    let text = Self.text(progress, cells: Terminal.width - 1)
    Terminal.write(wiped + ScreenText(text))
    (shown, cells) = (progress, text.unicodeScalars.count)
  }

  /// What wipes it; a window that became narrower has it on several rows.
  private var wiped: ScreenText {
    ScreenText(
      .up(shown == nil ? 0 : max(0, cells - 1) / max(1, Terminal.width)), .lineStart, .clear)
  }

  /// Wipes it, so that other lines can stand there.
  mutating func clear() {
    if shown == nil { return }
    Terminal.write(wiped)
    shown = nil
  }

  /// The answer is there.
  mutating func end() {
    clear()
    begun = nil
  }

  /// As much of it as a line has room for: the share, what is counted, a bar.
  static func text(_ progress: CallProgress, cells: Int) -> String {
    let share = "\(progress.percent) %"
    let words = "\(share)  \(progress.words)"
    if words.utf8.count > cells { return String(share.prefix(max(0, cells))) }
    let bar = min(40, cells - words.utf8.count - 4)
    if bar < 10 { return words }
    let full = bar * Int(progress.percent) / 100
    return "["
      + String(repeating: "#", count: full) + String(repeating: " ", count: bar - full)
      + "]  " + words
  }
}
