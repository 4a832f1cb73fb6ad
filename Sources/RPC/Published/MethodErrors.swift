import Interpreter
import JSON

/// The errors of one method by their numbers: OpenRPC wants each number once, so kinds that share
/// one stand together.
struct MethodErrors {
  /// What parameters of any method may be refused for.
  private static let params: [ErrorKind] = [.badValue, .unknownField, .missingInput, .repeated]
  private static let sharedName = "bad-params"

  /// What a number stands for in this method.
  private struct Group {
    let code: Int64
    var kinds: [ErrorKind]
  }

  private var groups: [Group] = []

  /// - Parameter commands: the list, whose kinds a method that carries out lines can give too.
  init(of command: Command, among commands: [Command], kinds: [ErrorKind]) {
    add(Self.params, code: WireError.badParams)
    add([.wrongState])
    if case .wire(let word) = command.ground, word.isUrgent {} else { add([.cancelled]) }
    var isSpoken = false
    switch command.ground {
    case .wire(let word):
      isSpoken = true
      if word.carriesLines {
        for other in commands where other.ground == .desk { add(other.errors) }
        add(kinds.filter { $0.family == .world })
        add([.openQuestion], code: WireError.badParams)
      }
      if word.readsDesk { add(kinds.filter { $0.family == .world }) }
    case .desk, .talk, .program: add(kinds.filter { $0.family == .world })
    }
    let mayAsk = command.slots.contains { !$0.ask.isEmpty }
    for kind in command.errors {
      // What a typed call says is its parameters; 4000 is for lines.
      let isParams = kind.family == .language && !isSpoken
      add([kind], code: isParams ? WireError.badParams : kind.family.code)
      // What would be asked for again is, where nobody may be asked, the parameters' fault.
      if mayAsk, kind.family == .rules { add([kind], code: WireError.badParams) }
    }
  }

  private mutating func add(_ kinds: [ErrorKind], code: Int64? = nil) {
    for kind in kinds {
      let code = code ?? kind.family.code
      if let index = groups.firstIndex(where: { $0.code == code }) {
        if !groups[index].kinds.contains(kind) { groups[index].kinds.append(kind) }
      } else {
        groups.append(Group(code: code, kinds: [kind]))
      }
    }
  }

  /// The errors, by reference where a published error says the same.
  var published: JSONValue {
    .array(
      groups.map { group in
        if group.kinds == Self.params { return Self.reference(Self.sharedName) }
        if let kind = group.kinds.first, group.kinds.count == 1, kind.family.code == group.code {
          return Self.reference(kind.word)
        }
        return Self.object(group)
      })
  }

  /// Every kind by its word, and what all methods share.
  static func components(_ kinds: [ErrorKind]) -> JSONObject {
    var errors: JSONObject = [
      Self.sharedName: object(Group(code: WireError.badParams, kinds: params))
    ]
    for kind in kinds {
      errors[kind.word] = [
        "code": .integer(kind.family.code), "message": .string(kind.summary),
        "data": ["kind": .string(kind.word)],
      ]
    }
    return errors
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/errors/\(name)")]
  }

  /// The meta-schema lets an error have no member of its own beside these, so the kinds stand in
  /// its data.
  private static func object(_ group: Group) -> JSONValue {
    [
      "code": .integer(group.code), "message": .string(message(of: group)),
      "data": ["x-kinds": .array(group.kinds.map { .string($0.word) })],
    ]
  }

  private static func message(of group: Group) -> String {
    if group.code == WireError.badParams { return "The parameters do not fit." }
    switch group.kinds.first?.family {
    case .language: return "The line cannot be understood."
    case .rules: return "The rules of the desk forbid it, or what it names does not exist."
    case .world: return "The file, the disk or the clock fails."
    case .cancelled: return "The call was given up."
    case .json, .envelope, .method, .load, nil:
      preconditionFailure("a method that is called gives none of these")
    }
  }
}
