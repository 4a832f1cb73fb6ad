import Interpreter
import JSON

/// Plays lines on the door itself.
package final class InProcessDriver: Driver {
  private let stage: any Stage
  private var opened: (door: any Door, box: Box)?

  /// What the door's clock and actor look at.
  private final class Box {
    var now: Cue

    init(_ now: Cue) { self.now = now }
  }

  package init(_ stage: any Stage) { self.stage = stage }

  package func say(
    _ text: String, session: String, width: Int, _ now: Cue
  ) throws(StageFault) -> Said {
    let door = try open(now)
    let line = Line(text)
    let outcome = door.say(line, in: session)
    let notices = door.hear().flatMap { $0.lines(width: width) }
    let lines = outcome.page(for: line).lines(width: width)
    let call = outcome.call.map(WireAnswer.call.json)
    switch outcome.answer {
    case .done(let reply):
      return Said(kind: .done, lines: lines, notices: notices, data: reply.json, call: call)
    case .needs(let needs):
      return Said(
        kind: .question, lines: lines, notices: notices,
        data: WireAnswer.inputs.json(needs.inputs),
        call: WireAnswer.call.json(Call(needs.command, needs.arguments)))
    case .refused(let problem):
      return Said(kind: .error, lines: lines, notices: notices, data: problem.data, call: call)
    }
  }

  private func open(_ now: Cue) throws(StageFault) -> any Door {
    if let (door, box) = opened {
      box.now = now
      return door
    }
    let box = Box(now)
    let door = try stage.open { box.now }
    opened = (door, box)
    return door
  }

  package func stop(crash: Bool) { opened = nil }
}
