import Interpreter
import JSON

/// Plays lines by typing them at the real prompt.
package final class TerminalDriver: Driver {
  private let stage: any Stage
  /// The console of each session.
  private var terminals: [String: PseudoTerminal] = [:]

  package init(_ stage: any Stage) { self.stage = stage }

  package func say(
    _ line: String, session: String, width: Int, _ now: Cue
  ) throws(StageFault) -> Said {
    var terminal = try open(session, width)
    // Ready for keys; one that has ended its session is started anew.
    if terminal.read(upTo: PasteMark.on) == nil {
      terminals[session] = nil
      terminal.stop(kill: false)
      terminal = try open(session, width)
      _ = try wait(terminal, for: [PasteMark.on])
    }
    terminal.tell(now)
    try type(line, terminal)
    guard
      let notices = terminal.read(upTo: ScreenMark.page.text),
      let page = terminal.read(upTo: ScreenMark.outcome.text),
      let outcome = terminal.read(upTo: ScreenMark.end.text)
    else { throw StageFault("the console ended at: \(line)") }
    let kind = outcome.prefix { $0 != " " }
    let data = try? JSONReader.read(Array(outcome.dropFirst(kind.count).utf8)).value
    return Said(
      kind: Said.Kind(rawValue: String(kind)) ?? .done, lines: Self.lines(page),
      notices: Self.lines(notices), data: data ?? .null)
  }

  /// Types what is said, up to where the console begins to answer.
  ///
  /// Where it asked for a text it takes line after line, whatever they are, up to a lone dot.
  private func type(_ said: String, _ terminal: PseudoTerminal) throws(StageFault) {
    for line in said.split(separator: "\n", omittingEmptySubsequences: false) {
      // A lone dot would end a text, and a tab would complete a word.
      let isPasted = line == "." || line.contains("\t")
      terminal.type((isPasted ? PasteMark.start + line + PasteMark.end : line) + "\r")
      let mark = try wait(terminal, for: [ScreenMark.notices.text, PasteMark.on])
      if mark != PasteMark.on { return }
    }
    terminal.type(".\r")
    _ = try wait(terminal, for: [ScreenMark.notices.text])
  }

  /// - Returns: which of the marks came first.
  private func wait(
    _ terminal: PseudoTerminal, for marks: [String]
  ) throws(StageFault) -> String {
    guard let found = terminal.read(upToAnyOf: marks) else {
      throw StageFault("the console ended, or did not answer")
    }
    return found.mark
  }

  /// The terminal ends each line with a carriage return and a line feed.
  private static func lines(_ screen: String) -> [String] {
    var lines = screen.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func open(_ session: String, _ width: Int) throws(StageFault) -> PseudoTerminal {
    let opened =
      if let terminal = terminals[session] { terminal } else {
        try PseudoTerminal(program: stage.program, database: stage.path)
      }
    opened.resize(to: width)
    terminals[session] = opened
    return opened
  }

  package func stop(crash: Bool) {
    while let (_, terminal) = terminals.popFirst() { terminal.stop(kill: crash) }
  }
}
