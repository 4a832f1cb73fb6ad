package import Interpreter

/// A person at a prompt: reads lines, shows answers, asks what is missing.
package struct Conversation {
  private let door: any Door
  private let session = "console"
  private let colour: Bool

  /// Whether a replay reads the screen and needs its parts marked.
  private let isMarked: Bool

  package init(door: any Door, colour: Bool, isMarked: Bool = false) {
    self.door = door
    self.colour = colour
    self.isMarked = isMarked
  }

  /// Talks until the person leaves.
  ///
  /// - Returns: the exit status: 0, or 128 and the signal that ended it.
  package func run() -> Int32 {
    Signals.install()
    let editor = LineEditor { [door, session] line, cursor in
      door.complete(Line(line), cursor: cursor, in: session)
    }
    guard let editor else { return 4 }
    var interrupts = 0
    while true {
      let prompt = door.prompt(of: session)
      switch read(editor, prompt) {
      case .end:
        Terminal.write("\n")
        return Signals.ending == 0 ? 0 : 128 + Signals.ending
      case .interrupted:
        interrupts += 1
        if prompt.question != nil {
          say("cancel")
        } else if interrupts == 2 {
          show(Page(.init("quit or ^D ends the session", .dim)))
        }
      case .line(let line):
        interrupts = 0
        if prompt.question == nil { editor.remember(line) }
        if say(line) { return 0 }
      }
    }
  }

  /// Reads a line, or for a text as many as there are up to a lone dot.
  private func read(_ editor: LineEditor, _ prompt: Prompt) -> LineEditor.Input {
    let input = editor.read(prompt: text(of: prompt))
    guard prompt.takesText, case .line(let first) = input, first != "cancel" else { return input }
    if first == "." { return .line("") }
    var lines = [first]
    while true {
      switch editor.read(prompt: "… ") {
      case .line("."), .end: return .line(lines.joined(separator: "\n"))
      case .line(let line): lines.append(line)
      case .interrupted: return .interrupted
      }
    }
  }

  /// The prompt as libedit takes it: colours between bytes 1, a blank behind the last.
  private func text(of prompt: Prompt) -> String {
    // The question itself was shown above.
    let words =
      prompt.question.map { _ in prompt.takesText ? "(a lone dot ends it)" : "" }
      ?? prompt.focus.map { "desk \($0)" } ?? "desk"
    let clean = Sanitiser.clean(words)
    return colour ? "\u{1}\u{1B}[1m\u{1}\(clean)\u{1}\u{1B}[0m\u{1} ▸ " : "\(clean) ▸ "
  }

  /// - Returns: whether the session ends.
  @discardableResult
  private func say(_ text: String) -> Bool {
    let line = Line(text)
    let outcome = door.say(line, in: session)
    mark(.notices)
    for notice in door.takeNotices() { show(notice) }
    mark(.page)
    show(outcome.page(for: line))
    mark(.outcome)
    if isMarked { Terminal.write(outcome.summary) }
    mark(.end)
    return outcome.ends
  }

  private func mark(_ mark: ScreenMark) {
    if isMarked { Terminal.write(mark.text) }
  }

  private func show(_ page: Page) {
    let lines = page.lines(width: Terminal.width, colour: colour)
    if !lines.isEmpty { Terminal.write(lines.joined(separator: "\n") + "\n") }
  }
}
