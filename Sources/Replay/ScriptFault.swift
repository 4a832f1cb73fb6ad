/// A line that is none of a session's format.
package struct ScriptFault: Error, Sendable {
  package let number: Int
  package let why: String

  package init(number: Int, why: String) {
    self.number = number
    self.why = why
  }
}
