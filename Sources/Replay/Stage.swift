package import Interpreter
package import JSON

/// What a replay needs of the program: virtual instants, and a fresh store to play on.
package protocol Stage: AnyObject {
  /// Milliseconds since 1970 of a time as it is written; nil for what is none.
  func instant(_ text: String, zone: String) -> Int64?
  /// Milliseconds of a span such as `25m`.
  func span(_ text: String) -> Int64?
  /// Makes the store anew.
  func found(seed: String, at instant: Int64, zone: String) throws(StageFault)
  /// Opens the store for lines in this process.
  func open(_ circumstances: @escaping () -> Cue) throws(StageFault) -> any FollowedDoor
  /// The program that plays a child's part, and the store it is given.
  var program: String { get }
  var path: String { get }
}

/// When and by whom a line is said.
package struct Cue: Sendable, Equatable {
  package var now: Int64
  package var actor: String

  package init(now: Int64, actor: String) {
    self.now = now
    self.actor = actor
  }

  /// As a control descriptor takes it.
  var line: String {
    let value: JSONValue = ["now": .integer(now), "actor": .string(actor)]
    return value.compact() + "\n"
  }
}

/// Why a stage could not be set.
package struct StageFault: Error, Sendable {
  package let why: String

  package init(_ why: String) { self.why = why }
}

/// What one line gave, whatever way it went in.
package struct Said: Sendable {
  package enum Kind: String, Sendable { case done, question, error }

  package var kind: Kind
  package var lines: [String]
  package var notices: [String]
  /// The result, what is asked for by the names of the parameters, or the error's data.
  package var data: JSONValue
  /// The canonical call, `{method, params}`; nil where none could be made, or the way in does not
  /// tell it.
  package var call: JSONValue?

  package init(
    kind: Kind, lines: [String], notices: [String], data: JSONValue, call: JSONValue? = nil
  ) {
    self.kind = kind
    self.lines = lines
    self.notices = notices
    self.data = data
    self.call = call
  }
}

/// A way in that a session is played through.
package protocol Driver: AnyObject {
  /// - Parameter line: what is said, of several lines where it is a text that answers a question.
  func say(_ line: String, session: String, width: Int, _ now: Cue) throws(StageFault) -> Said
  /// Closes the store, which is opened again for the next line; a crash closes nothing.
  func stop(crash: Bool)
}
