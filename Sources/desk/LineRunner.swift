import Interpreter
import JSON

/// Runs lines where nobody can be asked: a call from the shell, or lines from a pipe.
struct LineRunner {
  /// How answers are written.
  enum Form { case page, json, csv }

  let door: any Door
  let form: Form
  let records: RecordStream

  /// Runs one line and prints what it answers.
  ///
  /// - Parameters:
  ///   - session: what is remembered from line to line; nil for nothing.
  ///   - place: where the line stands, such as `line 3`, for an error; empty for the only one.
  /// - Returns: the exit status (design.md section 6), and whether no further line is to be run.
  func run(
    _ line: Line, in session: String? = nil, place: String = ""
  ) -> (status: Int32, ends: Bool) {
    let outcome = door.say(line, in: session)
    for notice in door.hear() { Output.write(notice, to: 2) }
    switch outcome.answer {
    case .done(let reply):
      if records.end(isWhole: true) {
        // It was written while it was made.
      } else {
        switch form {
        case .page: Output.write(outcome.page(for: line))
        case .json: Output.write(ScreenText(json: reply.json))
        case .csv:
          guard let csv = reply.csv else {
            let problem = Problem(
              .badValue, "what it answers is no list, and has no lines for --csv")
            return (tell(problem, line, place), true)
          }
          Output.write(ScreenText(csv: csv))
        }
      }
      return (reply.holds ? 0 : 1, outcome.ends || Output.hasFailed)
    case .needs(let needs):
      // Nobody can be asked here.
      return (tell(needs.problem, line, place), true)
    case .refused(let problem):
      return (tell(problem, line, place), true)
    }
  }

  /// - Returns: the exit status.
  private func tell(_ problem: Problem, _ line: Line, _ place: String) -> Int32 {
    _ = records.end(isWhole: false)
    if form == .json { Output.write(ScreenText(json: problem.data)) }
    if !place.isEmpty { Output.note("standard input, \(place):") }
    Output.write(problem.page(for: line), to: 2)
    return problem.kind.family.exitStatus
  }

  /// Runs the lines of standard input, each before the next is read, up to the first that fails.
  func runStandardInput() -> Int32 {
    var reader = LineReader(0)
    while true {
      switch reader.next() {
      case .line(let text, let number):
        if text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
        let (status, ends) = run(Line(text), in: "pipe", place: "line \(number)")
        if status != 0 || ends { return status }
      case .end: return 0
      case .illegible(let number):
        return tell(
          Problem(.notText, "the line is not valid UTF-8"), Line(""), "line \(number)")
      case .endless(let number):
        return tell(Problem(.tooLong, "a line has at most 1 MiB"), Line(""), "line \(number)")
      case .failed(let why):
        Output.note("desk: standard input cannot be read: \(why)")
        return ExitStatus.world.rawValue
      }
    }
  }
}
