package import Interpreter
package import JSON

/// Takes each record of a long answer while the answer is made, so that nobody holds all of them.
package protocol RecordTaker {
  /// - Parameter reply: the answer as it is with no records.
  func begin(_ reply: Reply)

  func take(_ record: JSONValue)
}
