import Commands
import Interpreter
import JSON

/// Records on standard output as they come: a line each, or all in one line of JSON, as the answer
/// would be that held them.
final class RecordStream: RecordTaker {
  private let asJSON: Bool
  /// What ends the answer that is being written; nil where none is.
  private var ending: String?
  private var isFirst = true

  init(asJSON: Bool) { self.asJSON = asJSON }

  func begin(_ reply: Reply) {
    guard asJSON else { return }
    // Its records are the one list there is.
    let text = reply.json.compact()
    guard let place = text.firstIndex(of: "]") else { return }
    Output.write(ScreenText(String(text[..<place])))
    (ending, isFirst) = (String(text[place...]), true)
  }

  func take(_ record: JSONValue) {
    guard asJSON else { return Output.write(ScreenText(json: record)) }
    // Its line feed is the answer's, and nothing is left to be cleaned.
    let text = ScreenText(json: record).text.dropLast()
    Output.write(ScreenText(isFirst ? String(text) : "," + text))
    isFirst = false
  }

  /// Ends what was begun.
  ///
  /// - Parameter isWhole: whether all records came; else what was written is no JSON, so that nobody
  ///   takes it for the answer.
  /// - Returns: false where nothing was begun.
  func end(isWhole: Bool) -> Bool {
    guard let ending else { return false }
    self.ending = nil
    Output.write(ScreenText(isWhole ? ending : "") + .lineFeed)
    return true
  }
}
