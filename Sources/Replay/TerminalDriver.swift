import Interpreter
import JSON

/// Plays lines by typing them at the real prompt.
package final class TerminalDriver: Driver {
  private let stage: any Stage
  /// A console a session.
  private var terminals: [String: PseudoTerminal] = [:]

  package init(_ stage: any Stage) { self.stage = stage }

  package func say(
    _ line: String, isText: Bool, session: String, width: Int, _ now: Cue
  ) throws(StageFault) -> Said {
    let terminal = try open(session)
    terminal.resize(to: width)
    let cue: JSONValue = ["now": .integer(now.now), "actor": .string(now.actor)]
    terminal.tell(cue.compact() + "\n")
    terminal.type(
      line.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r") + "\r")
    if isText { terminal.type(".\r") }
    guard terminal.read(upTo: ScreenMark.notices.text) != nil,
      let notices = terminal.read(upTo: ScreenMark.page.text),
      let page = terminal.read(upTo: ScreenMark.outcome.text),
      let outcome = terminal.read(upTo: ScreenMark.end.text)
    else { throw StageFault("the console ended at: \(line)") }
    let parts = outcome.split(separator: " ", maxSplits: 1).map(String.init)
    let data = parts.count > 1 ? try? JSONReader.read(Array(parts[1].utf8)).value : nil
    // Who left comes back to a console anew.
    if data?["ended"]?.bool == true { terminals.removeValue(forKey: session)?.stop(kill: false) }
    return Said(
      kind: parts.first.flatMap(Said.Kind.init(rawValue:)) ?? .done, lines: Self.lines(page),
      notices: Self.lines(notices), data: data ?? .null)
  }

  /// The terminal ends each line with a carriage return and a line feed.
  private static func lines(_ screen: String) -> [String] {
    var lines = screen.replacing("\r\n", with: "\n").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func open(_ session: String) throws(StageFault) -> PseudoTerminal {
    if let terminal = terminals[session] { return terminal }
    let opened = try PseudoTerminal(program: stage.program, database: stage.path)
    terminals[session] = opened
    return opened
  }

  package func restart(crash: Bool) throws(StageFault) { stop(kill: crash) }

  package func finish() { stop(kill: false) }

  private func stop(kill isKilled: Bool) {
    for name in terminals.keys.sorted() { terminals[name]?.stop(kill: isKilled) }
    terminals = [:]
  }
}
