import CEditline
import Glibc
import Interpreter

/// A line of input through libedit; everything happens on the thread that made it.
final class LineEditor {
  /// What reading a line gave.
  enum Input {
    case line(String)
    case interrupted
    case end
  }

  private let editor: OpaquePointer
  private let history: OpaquePointer
  private var promptText = strdup("")
  private var promptWidth = 0
  private var keys: [UInt8] = []
  private var hasEnded = false
  /// Whether ^C gave the line up.
  private var isInterrupted = false
  /// What may stand at the cursor, a byte offset.
  var complete: (_ line: String, _ cursor: Int) -> Completion

  /// - Returns: nil where libedit cannot start.
  init?(complete: @escaping (String, Int) -> Completion) {
    ceditline_use_utf8()
    guard let editor = ceditline_make("desk"), let history = history_init() else { return nil }
    self.editor = editor
    self.history = history
    self.complete = complete
    ceditline_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    ceditline_set_editor(editor, "emacs")
    ceditline_set_signal(editor, 0)
    ceditline_history_size(history, 1_000)
    ceditline_use_history(editor, history)
    ceditline_set_prompt(editor, { LineEditor.of($0)?.promptText }, 1)
    ceditline_set_read(editor) { editor, place in
      guard let place else { return -1 }
      return LineEditor.of(editor)?.readKey(place) ?? -1
    }
    ceditline_add(editor, "desk-complete", "complete the word") { editor, _ in
      LineEditor.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    for (key, function) in Self.keys { ceditline_bind(editor, key, function) }
    el_source(editor, nil)
    ceditline_bind(editor, "^I", "desk-complete")
  }

  deinit {
    ceditline_edit_mode(editor, 0)
    el_end(editor)
    history_end(history)
    free(promptText)
  }

  /// What people's fingers expect beside libedit's own keys (console.md 4.2).
  private static let keys: [(String, String)] = [
    ("^R", "em-inc-search-prev"), ("^W", "ed-delete-prev-word"),
    ("\\e[A", "ed-search-prev-history"), ("\\eOA", "ed-search-prev-history"),
    ("\\e[B", "ed-search-next-history"), ("\\eOB", "ed-search-next-history"),
    ("\\e[H", "ed-move-to-beg"), ("\\eOH", "ed-move-to-beg"), ("\\e[1~", "ed-move-to-beg"),
    ("\\e[F", "ed-move-to-end"), ("\\eOF", "ed-move-to-end"), ("\\e[4~", "ed-move-to-end"),
    ("\\e[3~", "ed-delete-next-char"), ("\\e[1;5C", "em-next-word"),
    ("\\e[1;5D", "ed-prev-word"),
  ]

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let owner = ceditline_owner(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: Reading

  /// Reads one line.
  ///
  /// - Parameter prompt: what stands before it; colours between two bytes 1.
  func read(prompt: String) -> Input {
    setPrompt(prompt)
    isInterrupted = false
    hasEnded = false
    var count: Int32 = 0
    guard let text = el_gets(editor, &count), count > 0 else {
      if isInterrupted {
        Terminal.write("^C\n")
        return .interrupted
      }
      return .end
    }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
    var line = String(decoding: bytes, as: UTF8.self)
    if line.hasSuffix("\n") { line.removeLast() }
    return .line(line)
  }

  /// Remembers a line; one that begins with a blank is nobody's business.
  func remember(_ line: String) {
    if !line.isEmpty, !line.hasPrefix(" ") { ceditline_history_add(history, line) }
  }

  private func setPrompt(_ prompt: String) {
    free(promptText)
    promptText = strdup(prompt)
    var isEscape = false
    promptWidth = 0
    for scalar in prompt.unicodeScalars {
      if scalar.value == 1 {
        isEscape.toggle()
      } else if !isEscape {
        promptWidth += CellWidth.of(scalar)
      }
    }
  }

  /// Waits for a key or a signal; -1 gives the line up.
  private func readKey(_ place: UnsafeMutablePointer<wchar_t>) -> Int32 {
    while true {
      if let scalar = nextScalar() {
        place.pointee = wchar_t(bitPattern: scalar)
        return 1
      }
      if hasEnded { return 0 }
      var descriptors = [
        pollfd(fd: 0, events: Int16(POLLIN), revents: 0),
        pollfd(fd: Signals.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, -1)
      if !serveSignals() {
        errno = EINTR
        return -1
      }
      if ready < 0 || descriptors[0].revents == 0 { continue }
      var bytes = [UInt8](repeating: 0, count: 4_096)
      let count = Glibc.read(0, &bytes, bytes.count)
      if count > 0 {
        keys += bytes[..<count]
      } else if count == 0 || errno != EINTR {
        hasEnded = true
      }
    }
  }

  /// - Returns: false where the line is to be given up.
  private func serveSignals() -> Bool {
    Signals.drain()
    if Signals.ending != 0 {
      hasEnded = true
      return true
    }
    if Signals.takeSuspend() { suspend() }
    if Signals.takeContinue() {
      ceditline_raw(editor, 1)
      repaint()
    }
    if Signals.takeResize() {
      el_resize(editor)
      repaint()
    }
    if Signals.takeInterrupt() {
      isInterrupted = true
      return false
    }
    return true
  }

  private func suspend() {
    ceditline_raw(editor, 0)
    Terminal.write("\n")
    Signals.stop()
    ceditline_raw(editor, 1)
    repaint()
  }

  private func nextScalar() -> UInt32? {
    guard let first = keys.first else { return nil }
    let length = first < 0xC2 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 1
    if keys.count < length && !hasEnded { return nil }
    let text = String(decoding: keys.prefix(length), as: UTF8.self)
    keys.removeFirst(min(length, keys.count))
    return text.unicodeScalars.first?.value
  }

  // MARK: Painting

  /// Paints prompt and line anew; `above` is shown before them.
  ///
  /// libedit paints as if the screen were blank below the cursor in column 0, so the cursor goes
  /// there first.
  func repaint(above text: String = "") {
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor
    else { return }
    let bytes = UnsafeRawBufferPointer(start: start, count: cursor - start)
    let width = max(1, Terminal.width)
    var row = 0
    var column = promptWidth
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar == "\n" {
        row += 1
        column = 0
      } else {
        column += CellWidth.of(scalar)
      }
    }
    row += column / width
    Terminal.write((row > 0 ? "\u{1B}[\(row)A" : "") + "\r\u{1B}[J" + text)
    ceditline_refresh(editor)
  }

  // MARK: Completion

  private func completeWord() -> UInt8 {
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor,
      let last = line.lastchar
    else { return UInt8(CC_ERROR) }
    let text = String(
      decoding: UnsafeRawBufferPointer(start: start, count: last - start), as: UTF8.self)
    let place = cursor - start
    let found = complete(text, place)
    guard let first = found.candidates.first?.value else { return UInt8(CC_REFRESH_BEEP) }
    let typed = place - found.start
    var common = first
    for candidate in found.candidates.dropFirst() {
      common = String(zip(common, candidate.value).prefix { $0 == $1 }.map(\.0))
    }
    let isOnly = found.candidates.count == 1
    if common.utf8.count > typed || isOnly {
      let rest = common.utf8.dropFirst(typed)
      el_insertstr(editor, String(decoding: rest, as: UTF8.self) + (isOnly ? " " : ""))
      return UInt8(CC_REFRESH)
    }
    Terminal.write("\n" + Self.list(found.candidates) + "\n")
    return UInt8(CC_REDISPLAY)
  }

  private static func list(_ candidates: [Candidate]) -> String {
    let rows = candidates.prefix(40).map { [Page.Run($0.value), Page.Run($0.label, .dim)] }
    let table = Table(
      columns: [.init(""), .init("", shrinksTo: 10)], rows: Array(rows), showsTitles: false)
    return Page([.table(table)]).lines(width: Terminal.width).joined(separator: "\n")
  }
}
