import CEditline
import Glibc
import Interpreter

/// A line of input through libedit; everything happens on the thread that made it.
final class LineEditor: LineSource {
  /// Why a line ends that nobody finished.
  private enum Stop { case interrupted, ended, editor }

  /// What is true of one line.
  private struct Reading {
    var purpose = Purpose.command
    var isPasted = false
    /// Why it ended that nobody finished, and what stands on it.
    var stop: (reason: Stop, rest: String)?
  }

  private let editor: OpaquePointer
  private let history: OpaquePointer
  /// What libedit shows before the line, which it is handed as a place in memory.
  private var promptText: UnsafeMutablePointer<CChar>?
  private var prompt = PromptText()
  private var keys = Keys()
  private var reading = Reading()
  private var marksPastes = false
  private var presetText: String?
  private let surroundings: Surroundings

  /// What an editor of lines needs of the conversation.
  struct Surroundings {
    /// What may stand at the cursor, a byte offset.
    let complete: (_ line: String, _ cursor: Int) -> Completion
    /// Runs a body while nothing else is done.
    let resting: (_ body: () -> Void) -> Void
    /// Lines that are to be shown, whatever is typed.
    let heard: () -> ScreenText
  }

  /// - Returns: nil where the terminal cannot be painted on, or its user wants no editing.
  init?(_ surroundings: Surroundings) {
    ceditline_use_utf8()
    TerminalState.remember()
    guard let editor = ceditline_make("desk"), let history = history_init() else { return nil }
    self.editor = editor
    self.history = history
    self.surroundings = surroundings
    ceditline_set_owner(editor, Unmanaged.passUnretained(self).toOpaque())
    ceditline_set_editor(editor, "emacs")
    ceditline_history_size(history, .max)
    ceditline_use_history(editor, history)
    ceditline_set_prompt(editor) { LineEditor.of($0)?.promptText }
    ceditline_set_read(editor) { editor, place in
      place.flatMap { LineEditor.of(editor)?.readKey($0) } ?? EOF
    }
    addFunctions()
    guard ceditline_is_editing(editor) else { return nil }
    Signals.installForEditing()
  }

  deinit {
    // What libedit holds goes with the process.
    ceditline_edit_mode(editor, false)
  }

  private var painter: Painter { Painter(editor: editor, promptCells: prompt.cells) }

  private func addFunctions() {
    ceditline_add(editor, "desk-complete", "complete the word") { editor, _ in
      LineEditor.of(editor)?.completeWord() ?? UInt8(CC_ERROR)
    }
    ceditline_add(editor, "desk-paste", "take what is pasted") { editor, _ in
      LineEditor.of(editor)?.insertPaste() ?? UInt8(CC_ERROR)
    }
    ceditline_add(editor, "desk-editor", "go on in $VISUAL or $EDITOR") { editor, _ in
      LineEditor.of(editor)?.stop(for: .editor) ?? UInt8(CC_ERROR)
    }
    for key in EditingKey.all { ceditline_bind(editor, key.key, key.function) }
    el_source(editor, nil)
    // What no file of a user's may take away.
    ceditline_bind(editor, "^I", "desk-complete")
    ceditline_bind(editor, "^X^E", "desk-editor")
    ceditline_bind(editor, "\\\(String(Self.pasteKey.value, radix: 8))", "desk-paste")
    ceditline_bind_command(editor, "\\\(String(Self.pasteKey.value, radix: 8))", "desk-paste")
  }

  /// The key that stands for a paste: a control character beyond ASCII, which no keyboard gives.
  private static let pasteKey: Unicode.Scalar = "\u{90}"

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let owner = ceditline_owner(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: Reading

  func read(_ prompt: PromptText, for purpose: Purpose) -> Input {
    free(promptText)
    promptText = strdup(prompt.marked)
    self.prompt = prompt
    keys.beginLine()
    reading = Reading(purpose: purpose)
    defer { markPastes(false) }
    var count = Int32()
    let text = el_gets(editor, &count)
    if let stop = reading.stop {
      switch stop.reason {
      case .interrupted: return .interrupted(stop.rest)
      case .ended: return .end(stop.rest)
      case .editor:
        if case .refused(let problem) = finished(stop.rest) { return .refused(problem) }
        return .editor(stop.rest)
      }
    }
    guard let text else { return .end("") }
    // Behind a finished line stands its line feed.
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(count)).dropLast()
    return finished(String(decoding: bytes, as: UTF8.self))
  }

  private func finished(_ line: String) -> Input {
    .finished(line, isPasted: reading.isPasted, sawIllegible: keys.sawIllegible)
  }

  func remember(_ line: String) {
    if !line.isEmpty, !line.hasPrefix(" ") { ceditline_history_add(history, line) }
  }

  func preset(_ text: String) { presetText = text }

  var hasFailed: Bool { keys.hasFailed }

  /// Asks the terminal to mark what is pasted, or no longer to.
  private func markPastes(_ on: Bool) {
    if on == marksPastes { return }
    marksPastes = on
    Terminal.write(ScreenText(marksPastes: on))
  }

  /// Waits for a key or a signal.
  ///
  /// - Returns: 1 for a key; EOF gives the line up.
  private func readKey(_ place: UnsafeMutablePointer<wchar_t>) -> Int32 {
    // Only now does the terminal leave keys to us.
    markPastes(true)
    if let text = presetText {
      presetText = nil
      painter.repaint { el_insertstr(editor, text) }
    }
    var isDecided = false
    while true {
      if !serveSignals() { return EOF }
      var patience: Int32?
      switch keys.next(isDecided: isDecided, isSearching: painter.isSearching) {
      case .character(let scalar) where Painter.isInvisible(scalar):
        // libedit echoes it, and leaves it out where it paints the line anew: so the cursor stays right. A
        // search would end by it.
        if !painter.isSearching { painter.repaint { el_insertstr(editor, String(scalar)) } }
        isDecided = false
        continue
      case .character(let scalar):
        place.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      case .paste:
        place.pointee = wchar_t(bitPattern: Self.pasteKey.value)
        return 1
      case .undecided(let milliseconds): patience = milliseconds
      case .none: break
      }
      if keys.hasEnded {
        _ = stop(for: .ended)
        return EOF
      }
      showHeard()
      if Signals.wait(for: STDIN_FILENO, milliseconds: patience) {
        keys.fill(from: STDIN_FILENO)
      } else {
        isDecided = patience != nil
      }
    }
  }

  /// Shows what was heard above the line, unless half a key or a search stands in the way.
  private func showHeard() {
    guard keys.isResting, !painter.isSearching else { return }
    let lines = surroundings.heard()
    if lines != ScreenText() { painter.write(above: lines) }
  }

  /// Ends the line where it is, with the cursor behind it.
  private func stop(for reason: Stop) -> UInt8 {
    reading.stop = (reason, painter.text + (reason == .ended ? keys.takePaste() : ""))
    painter.moveToEnd()
    if reason != .ended {
      Terminal.write(ScreenText(reason == .interrupted ? "^C" : "") + .lineFeed)
    }
    return UInt8(CC_EOF)
  }

  // MARK: Signals

  /// - Returns: false where the line is to be given up.
  private func serveSignals() -> Bool {
    if Signals.ending != 0 {
      _ = stop(for: .ended)
      return false
    }
    if Signals.takeSuspend() { suspend() }
    if Signals.takeContinue() {
      // What libedit believes to be so it does not set again, and a shell has set it otherwise.
      ceditline_raw(editor, false)
      ceditline_raw(editor, true)
      marksPastes = false
      markPastes(true)
      painter.repaint(isFresh: true)
    }
    if Signals.takeResize() {
      el_resize(editor)
      painter.repaint()
    }
    guard Signals.takeInterrupt() else { return true }
    keys.drop(from: STDIN_FILENO)
    _ = stop(for: .interrupted)
    return false
  }

  private func suspend() {
    painter.moveToEnd()
    markPastes(false)
    ceditline_raw(editor, false)
    Terminal.write(.lineFeed)
    surroundings.resting { Signals.stop() }
    _ = Signals.takeContinue()
    ceditline_raw(editor, true)
    markPastes(true)
    el_resize(editor)
    painter.repaint(isFresh: true)
  }

  // MARK: Keys of our own

  private func insertPaste() -> UInt8 {
    reading.isPasted = true
    return insert(keys.takePaste())
  }

  private func insert(_ text: String) -> UInt8 {
    el_insertstr(editor, text)
    return UInt8(CC_REFRESH)
  }

  /// In a text a tab is a tab.
  private func completeWord() -> UInt8 {
    if reading.purpose == .text { return insert("\t") }
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor
    else { return UInt8(CC_ERROR) }
    let word = CompletedWord(
      surroundings.complete(painter.text, cursor - start), cursor: cursor - start)
    if let rest = word.rest { return insert(rest) }
    guard let list = word.list else { return UInt8(CC_REFRESH_BEEP) }
    painter.moveToEnd()
    Terminal.write(.lineFeed + ScreenText(list, width: Terminal.width, colour: false))
    return UInt8(CC_REDISPLAY)
  }
}
