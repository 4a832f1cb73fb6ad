import CEditline
import Glibc
import Interpreter

/// A line of input through libedit; everything happens on the thread that made it.
final class LineEditor: LineSource {
  /// Why a line ends that nobody finished.
  private enum Stop { case interrupted, ended, editor }

  private let editor: OpaquePointer
  private let history: OpaquePointer
  private var promptText = strdup("")
  private var painter: Painter
  private var keys = Keys()
  private var purpose = Purpose.command
  private var isPasted = false
  private var marksPastes = false
  private var stop: Stop?
  /// What stands on the line at its stop.
  private var rest = ""
  private var presetText: String?
  /// What may stand at the cursor, a byte offset.
  private let complete: (_ line: String, _ cursor: Int) -> Completion

  /// - Returns: nil where the terminal cannot be painted on, or its user wants no editing.
  init?(complete: @escaping (String, Int) -> Completion) {
    ceditline_use_utf8()
    TerminalState.remember()
    guard let editor = ceditline_make("desk"), let history = history_init() else { return nil }
    self.editor = editor
    self.history = history
    self.complete = complete
    painter = Painter(editor: editor)
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
    addFunctions()
    guard ceditline_is_editing(editor) else { return nil }
    Signals.installForEditing()
  }

  deinit {
    ceditline_edit_mode(editor, 0)
    el_end(editor)
    history_end(history)
    free(promptText)
  }

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
    ceditline_bind(editor, "\\\(String(Self.pasteKey, radix: 8))", "desk-paste")
    ceditline_bind_command(editor, "\\\(String(Self.pasteKey, radix: 8))", "desk-paste")
  }

  /// The key that stands for a paste: a control character beyond ASCII, which no keyboard gives.
  private static let pasteKey: UInt32 = 0x90

  private static func of(_ editor: OpaquePointer?) -> LineEditor? {
    guard let owner = ceditline_owner(editor) else { return nil }
    return Unmanaged<LineEditor>.fromOpaque(owner).takeUnretainedValue()
  }

  // MARK: Reading

  func read(_ prompt: PromptText, for purpose: Purpose) -> Input {
    free(promptText)
    promptText = strdup(prompt.marked)
    painter.promptCells = prompt.cells
    self.purpose = purpose
    isPasted = false
    keys.beginLine()
    stop = nil
    defer { markPastes(false) }
    var count: Int32 = 0
    let text = el_gets(editor, &count)
    switch stop {
    case .interrupted: return .interrupted(rest)
    case .ended: return .end(rest)
    case .editor:
      let line = Input.finished(rest, isPasted: isPasted, sawIllegible: keys.sawIllegible)
      if case .refused = line { return line }
      return .editor(rest)
    case nil: break
    }
    guard let text, count > 0 else { return .end("") }
    var bytes = Array(UnsafeRawBufferPointer(start: text, count: Int(count)))
    if bytes.last == 0x0A { bytes.removeLast() }
    return .finished(
      String(decoding: bytes, as: UTF8.self), isPasted: isPasted, sawIllegible: keys.sawIllegible)
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

  /// Waits for a key or a signal; 0 and -1 give the line up.
  private func readKey(_ place: UnsafeMutablePointer<wchar_t>) -> Int32 {
    // Only now does the terminal leave keys to us.
    markPastes(true)
    if let text = presetText {
      presetText = nil
      painter.repaint { el_insertstr(editor, text) }
    }
    var isDecided = false
    while true {
      if !serveSignals() {
        errno = EINTR
        return -1
      }
      var patience: Int32?
      switch keys.next(isDecided: isDecided) {
      case .character(let scalar):
        place.pointee = wchar_t(bitPattern: scalar.value)
        return 1
      case .paste:
        place.pointee = wchar_t(bitPattern: Self.pasteKey)
        return 1
      case .undecided(let milliseconds): patience = milliseconds
      case .none: break
      }
      if keys.hasEnded {
        _ = stop(for: .ended)
        return 0
      }
      if Signals.wait(for: 0, milliseconds: patience) {
        keys.fill()
        isDecided = false
      } else {
        isDecided = patience != nil
      }
    }
  }

  /// Ends the line where it is, with the cursor behind it.
  private func stop(for reason: Stop) -> UInt8 {
    stop = reason
    rest = painter.text + (reason == .ended ? keys.takePaste() : "")
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
      ceditline_raw(editor, 0)
      ceditline_raw(editor, 1)
      marksPastes = false
      markPastes(true)
      painter.repaint(isFresh: true)
    }
    if Signals.takeResize() {
      el_resize(editor)
      painter.repaint()
    }
    guard Signals.takeInterrupt() else { return true }
    if keys.isInPaste { keys.dropPaste() }
    _ = stop(for: .interrupted)
    return false
  }

  private func suspend() {
    painter.moveToEnd()
    markPastes(false)
    ceditline_raw(editor, 0)
    Terminal.write(.lineFeed)
    Signals.stop()
    _ = Signals.takeContinue()
    ceditline_raw(editor, 1)
    markPastes(true)
    el_resize(editor)
    painter.repaint(isFresh: true)
  }

  // MARK: Keys of our own

  private func insertPaste() -> UInt8 {
    isPasted = true
    let text = keys.takePaste()
    if text.isEmpty { return UInt8(CC_NORM) }
    return el_insertstr(editor, text) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
  }

  /// In a text a tab is a tab.
  private func completeWord() -> UInt8 {
    if purpose == .text {
      return el_insertstr(editor, "\t") == 0 ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
    }
    guard let line = el_line(editor)?.pointee, let start = line.buffer, let cursor = line.cursor
    else { return UInt8(CC_ERROR) }
    let word = CompletedWord(complete(painter.text, cursor - start), cursor: cursor - start)
    if let rest = word.rest {
      return el_insertstr(editor, rest) == 0 ? UInt8(CC_REFRESH) : UInt8(CC_REFRESH_BEEP)
    }
    guard let list = word.list else { return UInt8(CC_REFRESH_BEEP) }
    painter.moveToEnd()
    Terminal.write(.lineFeed + ScreenText(list, width: Terminal.width, colour: false))
    return UInt8(CC_REDISPLAY)
  }
}
