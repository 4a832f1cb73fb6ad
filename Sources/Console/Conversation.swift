package import Interpreter

/// A person at a prompt: reads lines, shows answers, asks what is missing.
package struct Conversation {
  private let door: any Door
  private let session = "console"
  private let colour: Bool

  package init(door: any Door, colour: Bool) {
    self.door = door
    self.colour = colour
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
    let hint = prompt.takesText ? " (a line with a dot ends it)" : ""
    let words = prompt.question.map { $0 + hint } ?? prompt.focus.map { "desk \($0)" } ?? "desk"
    let clean = Sanitiser.clean(words)
    return colour ? "\u{1}\u{1B}[1m\u{1}\(clean)\u{1}\u{1B}[0m\u{1} ▸ " : "\(clean) ▸ "
  }

  /// - Returns: whether the session ends.
  @discardableResult
  private func say(_ text: String) -> Bool {
    let line = Line(text)
    let outcome = door.say(line, in: session)
    for notice in door.takeNotices() { show(notice) }
    if case .needs(let needs) = outcome.answer, let input = needs.inputs.first {
      // The question itself is the next prompt.
      var page = Page()
      if let inferred = outcome.inferred { page.add(.init("(\(inferred))", .dim)) }
      if let fault = input.fault { page.add(.init(fault, .warning)) }
      if !input.candidates.isEmpty {
        page.add(
          .init("  " + input.candidates.map(\.value).joined(separator: " · "), .dim), indent: 2)
      }
      show(page)
      return false
    }
    show(outcome.page(for: line))
    return outcome.ends
  }

  private func show(_ page: Page) {
    let lines = page.lines(width: Terminal.width, colour: colour)
    if !lines.isEmpty { Terminal.write(lines.joined(separator: "\n") + "\n") }
  }
}
