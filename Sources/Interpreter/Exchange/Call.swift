package import JSON

/// One command with its values, checked: what every way in makes, and the door carries out.
///
/// Values are canonical JSON, so a call has exactly one written form whatever it was made from.
package struct Call: Sendable {
  package let command: Command
  package private(set) var arguments: JSONObject
  /// Where in the line the value of a slot begins, as a UTF-8 byte offset; empty for a typed call.
  package var places: [String: Int]

  package init(_ command: Command, _ arguments: JSONObject = [:], places: [String: Int] = [:]) {
    self.command = command
    self.places = places
    self.arguments = JSONObject(
      command.slots.compactMap { slot in
        arguments[slot.name].map { JSONObject.Member(name: slot.name, value: $0) }
      })
  }

  /// The value of a required parameter or one with a default.
  ///
  /// A call is only made after its values were checked, so a missing one is a mistake in the
  /// command's declaration.
  package subscript<Value>(parameter: Parameter<Value>) -> Value {
    guard let value = self[optional: parameter] else {
      preconditionFailure("\(command.name) has no value for \(parameter.name)")
    }
    return value
  }

  /// The value of a parameter that may be absent.
  package subscript<Value>(optional parameter: Parameter<Value>) -> Value? {
    guard let value = arguments[parameter.name] else { return nil }
    do {
      return try parameter.type.decode(value)
    } catch {
      preconditionFailure("\(command.name) holds a \(parameter.name) that was not checked")
    }
  }
}
