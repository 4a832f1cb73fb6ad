import Glibc
import Interpreter
import JSON

/// Runs lines where nobody can be asked: a call from the shell, or lines from a pipe.
struct LineRunner {
  let door: any Door
  let asJSON: Bool

  /// Runs one line and prints what it answers.
  ///
  /// - Parameter place: what stands before an error, such as `script:3`; empty for none.
  /// - Returns: the exit status (design.md section 6), and whether the session ends.
  func run(_ line: Line, place: String = "") -> (status: Int32, ends: Bool) {
    let outcome = door.say(line, in: "shell")
    for notice in door.takeNotices() { Output.write(notice, to: 2) }
    switch outcome.answer {
    case .done(let reply):
      if asJSON {
        Output.write(reply.json.compact() + "\n")
      } else {
        Output.write(outcome.page(for: line))
      }
      return (reply.holds ? 0 : 1, outcome.ends)
    case .needs(let needs):
      Output.write(needs.problem.page(for: Line("")), to: 2)
      return (2, true)
    case .refused(let problem):
      if asJSON { Output.write(problem.data.compact() + "\n") }
      if !place.isEmpty { Output.write("\(place): ", to: 2) }
      Output.write(problem.page(for: line), to: 2)
      return (problem.kind.family.exitStatus, true)
    }
  }

  /// Runs the lines of standard input, up to the first that fails.
  func runStandardInput() -> Int32 {
    guard let bytes = Self.standardInput() else {
      Output.write("error[not-text]: standard input is not valid UTF-8\n", to: 2)
      return 2
    }
    // As scalars: to a `Character` a carriage return and a line feed are one.
    let lines = bytes.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = Substring(line.last == "\r" ? line.dropLast() : line)
      if text.allSatisfy(\.isWhitespace) { continue }
      let (status, ends) = run(Line(String(text)), place: "line \(index + 1)")
      if status != 0 || ends { return status }
    }
    return 0
  }

  private static func standardInput() -> String? {
    guard var bytes = System.contents(of: "/dev/stdin") else { return "" }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return String(validating: bytes, as: UTF8.self)
  }
}
