package import JSON

/// Typed requests: the half of the grammar that programs speak.
extension Grammar {
  /// What a typed request means.
  ///
  /// A value of the right JSON type that a slot with a question cannot take is asked for again; a
  /// wrong JSON type, an unknown member and a slot without a question are refused (rpc.md 2.7).
  /// Whether what is missing may be asked for at all, the front end knows.
  ///
  /// - Parameter params: an object by name; null, an empty array and nil are no parameters.
  /// - Returns: nil where there is no such method.
  package func parse(method: String, params: JSONValue?) -> Parse? {
    guard let command = command(named: method) else { return nil }
    do {
      return try Self.parse(command, params)
    } catch {
      return .refused(error)
    }
  }

  /// What these parameters mean to a command.
  package static func parse(_ command: Command, _ params: JSONValue?) throws(Problem) -> Parse {
    var values: JSONObject = [:]
    var faults: [String: Problem] = [:]
    for member in try members(params, of: command) where !isAside(member.name) {
      guard let slot = try slot(member.name, of: command) else { continue }
      do {
        values[member.name] = try slot.normalise(member.value)
      } catch {
        let problem = Problem.badValue(member.value, for: slot, fault: error)
        if error.isWrongType || slot.ask.isEmpty { throw problem }
        faults[slot.name] = problem
      }
    }
    let parse = complete(command, values, focus: nil, faults: faults)
    if case .needs(let needs) = parse,
      let mute = needs.inputs.first(where: { $0.slot.ask.isEmpty })
    {
      throw Needs(command: command, arguments: values, inputs: [mute]).problem
    }
    return parse
  }

  private static func members(
    _ params: JSONValue?, of command: Command
  ) throws(Problem) -> [JSONObject.Member] {
    switch params {
    case nil, .null?: return []
    case .array(let items)? where items.isEmpty: return []
    case .object(let object)?: return object.members
    default:
      var problem = Problem(.badValue, "\(command.name) takes its parameters by name")
      problem.pointer = ""
      problem.expected = command.slots.filter { !$0.isTerm }.map(\.name)
      problem.got = params?.typeName
      problem.hint = "usage: " + command.usage
      throw problem
    }
  }

  /// Nil for a name that an open command lets through.
  private static func slot(_ name: String, of command: Command) throws(Problem) -> Slot? {
    if let slot = command.slot(named: name) { return slot }
    if command.isOpen { return nil }
    let names = command.slots.map(\.name)
    let shown = Problem.clipped(name)
    var problem = Problem(.unknownField, "\(command.name) has no parameter \(shown)")
    problem.pointer = "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    problem.got = shown
    problem.suggestions = Suggestion.near(name, among: names)
    problem.expected = names
    throw problem
  }

  /// Members that speak about the call rather than in it (rpc.md 2.5).
  private static func isAside(_ name: String) -> Bool { name == "_meta" || name.hasPrefix("x-") }
}
