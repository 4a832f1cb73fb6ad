import Glibc
import Interpreter

/// A person at a prompt: reads lines, shows answers, asks what is missing.
package final class Conversation {
  private let door: any Door
  private let heard: Heard
  private let resting: (() -> Void) -> Void
  private let session = "console"
  private var colour: Bool
  /// Whether a replay reads the screen and needs its parts marked.
  private let isMarked: Bool
  /// How often ^C came at a prompt where there was nothing to give up.
  private var interrupts = 0
  private var progress = ProgressLine()
  /// Whether lines are edited, so that what was written can be wiped again.
  private var isPainted = false

  /// - Parameters:
  ///   - heard: what is to be shown while somebody types.
  ///   - colour: whether the terminal's user wants colours, where it can show them.
  package init<Owned>(
    door: ThreadedDoor<Owned>, heard: Heard, colour: Bool, isMarked: Bool
  ) {
    self.door = door
    self.heard = heard
    resting = door.resting
    self.colour = colour
    self.isMarked = isMarked
    door.whileWaiting = { [unowned self] in wait($0) }
  }

  /// Talks until the person leaves, on whatever terminal standard input is.
  ///
  /// Lines are edited where the terminal can be painted on; else the prompt is written and the line
  /// taken as the terminal gives it.
  ///
  /// - Returns: the exit status: 0, or 128 and the signal that ended it, or 3 where the terminal
  ///   cannot be read; that something could not be written is told by `Terminal.status`.
  package func run() -> Int32 {
    Signals.install()
    let source = source()
    while Terminal.fault == 0 {
      Terminal.write(takeHeard())
      let prompt = door.prompt(of: session)
      let goesOn = prompt.takesText ? readText(source, prompt) : readLine(source, prompt)
      if !goesOn { break }
    }
    Terminal.write(takeHeard())
    if Signals.ending != 0 {
      // What was typed ahead was meant for the desk, and the shell would run it.
      TerminalState.dropTyped()
      return 128 + Signals.ending
    }
    return (source.hasFailed ? ExitStatus.world : .done).rawValue
  }

  private func source() -> any LineSource {
    if Terminal.isTerminal(STDOUT_FILENO) {
      let surroundings = LineEditor.Surroundings(
        complete: { [door, session] line, cursor in
          door.complete(Line(line), cursor: cursor, in: session)
        }, resting: resting, heard: { [unowned self] in takeHeard() })
      if let editor = LineEditor(surroundings) {
        isPainted = true
        return editor
      }
    }
    colour = false
    return PlainPrompt()
  }

  // MARK: Lines

  /// - Returns: whether the conversation goes on.
  private func readLine(_ source: any LineSource, _ prompt: Prompt) -> Bool {
    let asks = prompt.question != nil
    // The question itself was shown above.
    let words = asks ? "?" : prompt.focus.map { "desk \($0)" } ?? "desk"
    switch source.read(PromptText(words, colour: colour), for: asks ? .answer : .command) {
    case .line(let line, _):
      interrupts = 0
      if !asks { source.remember(line) }
      return line.utf8.contains(0x0A) ? sayPasted(line, source) : say(line)
    case .refused(let problem): show(problem.page(for: .none))
    case .interrupted(let rest): interrupt(rest, asks: asks)
    case .end:
      Terminal.write(.lineFeed)
      if !asks { return false }
      // The text of a call that lacks something else is kept. Who gives a question up stays at the prompt.
      show(door.cancel(in: session).page(for: .none))
      return Signals.ending == 0
    case .editor(let rest):
      switch ExternalEditor.edit(rest, hint: "What stands above that line goes to the prompt.") {
      case .saved(let text): source.preset(text)
      case .unsaved: source.preset(rest)
      case .failed(let why, let text):
        show(Page(.init(why, .warning)))
        source.preset(text ?? rest)
      }
    }
    return true
  }

  private func interrupt(_ rest: String, asks: Bool) {
    if asks {
      interrupts = 0
      show(door.cancel(in: session).page(for: .none))
    } else {
      interrupts = rest.isEmpty ? interrupts + 1 : 0
      if interrupts == 2 { show(Page(.init("quit or ^D ends the session", .dim))) }
    }
  }

  /// Asks what a paste of several lines is to be, unless it can only be one thing.
  private func sayPasted(_ text: String, _ source: any LineSource) -> Bool {
    let lines = PastedLines.lines(of: text)
    if lines.count < 2 { return say(lines.first ?? "") }
    switch PastedLines.meaning(of: text, parse: { door.parse($0, in: session) }) {
    case .text: return say(text)
    case .commands:
      let question = "run \(lines.count) pasted lines? [y/N]"
      if ask(question, ["y", "yes"], source) != nil { return say(lines) }
    case .either:
      let question = "\(lines.count) pasted lines: one text, or run each? [t/r/N]"
      switch ask(question, ["t", "text", "r", "run"], source)?.first {
      case "t": return say(text)
      case "r": return say(lines)
      default: break
      }
    }
    show(Page(.init("nothing was run", .dim)))
    return Signals.ending == 0
  }

  /// Asks until an answer is one of the words, or no.
  ///
  /// - Returns: nil for no, which an empty line means too.
  private func ask(
    _ question: String, _ words: [String], _ source: any LineSource
  ) -> String? {
    while true {
      switch source.read(PromptText(question), for: .answer) {
      case .line(let line, _):
        let answer = line.lowercased().filter { !$0.isWhitespace }
        if words.contains(answer) { return answer }
        if ["", "n", "no"].contains(answer) { return nil }
      case .refused(let problem): show(problem.page(for: .none))
      case .end:
        Terminal.write(.lineFeed)
        return nil
      case .interrupted, .editor: return nil
      }
    }
  }

  /// Says pasted lines one after the other, up to the first that is not done.
  private func say(_ lines: [String]) -> Bool {
    for (index, line) in lines.enumerated() {
      let outcome = outcome(of: line)
      if outcome.ends { return false }
      if case .done = outcome.answer { continue }
      let left = lines.count - index - 1
      if left > 0 {
        let words = left == 1 ? "the line after it was" : "the \(left) lines after it were"
        show(Page(.init("\(words) not run", .warning)))
      }
      break
    }
    return true
  }

  // MARK: Texts

  /// - Returns: whether the conversation goes on.
  private func readText(_ source: any LineSource, _ prompt: Prompt) -> Bool {
    var reader = TextReader(
      source, colour: colour, keep: { [door, session] in door.keepDraft($0, in: session) },
      show: show)
    switch reader.read(question: prompt.question ?? "") {
    case .text(let text): return say(text)
    case .givenUp:
      // The door says which draft is kept.
      show(door.cancel(in: session).page(for: .none))
      return true
    case .ended:
      Terminal.write(.lineFeed)
      if let draft = reader.draft {
        show(Page(.init("nothing was sent; draft \(draft) is kept", .warning)))
      } else if reader.isUnkept {
        show(Page(.init("nothing was sent, and the text could not be kept", .danger)))
      }
      if Signals.ending != 0 { return false }
      let given = door.cancel(in: session)
      if reader.draft == nil, !reader.isUnkept { show(given.page(for: .none)) }
      return true
    }
  }

  // MARK: Saying

  /// - Returns: whether the conversation goes on.
  private func say(_ text: String) -> Bool { !outcome(of: text).ends }

  private func outcome(of text: String) -> Outcome {
    let line = Line(text)
    let outcome =
      isPainted && !isMarked
      ? TerminalState.withoutEcho { door.say(line, in: session) } : door.say(line, in: session)
    progress.end()
    mark(.notices)
    // What was heard while it was typed came before.
    Terminal.write(takeHeard())
    for notice in door.hear() { show(notice) }
    mark(.page)
    show(outcome.page(for: line))
    mark(.outcome)
    if isMarked { Terminal.write(outcome.summary) }
    mark(.end)
    return outcome
  }

  /// What is shown while a call runs.
  private func wait(_ progress: CallProgress?) {
    guard isPainted, !isMarked else { return }
    let heard = takeHeard()
    if heard != ScreenText() {
      self.progress.clear()
      Terminal.write(heard)
    }
    // Only a long read tells how far it is, and nobody waits for what one holds.
    if progress != nil, Signals.takeSuspend() {
      self.progress.clear()
      TerminalState.setEcho(true)
      Signals.stop()
      _ = Signals.takeContinue()
      TerminalState.setEcho(false)
    }
    self.progress.show(progress)
  }

  private func mark(_ mark: ScreenMark) {
    if isMarked { Terminal.write(ScreenText(mark)) }
  }

  private func show(_ page: Page) { Terminal.write(screen(page)) }

  private func screen(_ page: Page) -> ScreenText {
    ScreenText(page, width: Terminal.width, colour: colour)
  }

  /// What was heard since the last time, as lines.
  private func takeHeard() -> ScreenText {
    heard.take().reduce(into: ScreenText()) { $0 += screen($1) }
  }
}
