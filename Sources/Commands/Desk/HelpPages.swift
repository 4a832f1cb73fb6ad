import Interpreter

/// The pages of `help`, read off the declarations.
enum HelpPages {
  /// Every command in a line, under its ground.
  static func list(_ commands: [Command]) -> Page {
    var page = Page()
    let here = commands.filter { $0.ground == .desk || $0.ground == .talk }
    page.add(Table.terms(here.map { ($0.usage, $0.summary) }))
    let shell = commands.filter { if case .program = $0.ground { true } else { false } }
    if !shell.isEmpty {
      page.add(.init("from the shell:", .dim))
      page.add(
        Table.terms(
          shell.map { ($0.ground == .program(.desk) ? $0.usage : "desk " + $0.usage, $0.summary) }))
    }
    page.add(
      .init("topics: " + HelpTopic.allCases.map(\.rawValue).joined(separator: " · "), .dim),
      indent: 2)
    return page
  }

  /// What there is to do with one thing, each with how it is said, and what is to be known of it.
  static func family(_ commands: [Command]) -> Page {
    var page = Page()
    page.add(Table.terms(commands.map { ($0.usage, $0.summary) }))
    for command in commands where !command.details.isEmpty {
      page.add(
        .init("\(command.verbs.first ?? command.name): ", .strong), .init(command.details),
        indent: 2)
    }
    return page
  }

  static func page(_ command: Command) -> Page {
    var page = Page()
    page.add(.init(command.usage, .strong), indent: 4)
    page.add(.init("  " + command.summary), indent: 2)
    if !command.details.isEmpty { page.add(.init("  " + command.details), indent: 2) }
    if command.verbs.count > 1 {
      page.add(.init("  also: " + command.verbs.dropFirst().joined(separator: ", ")), indent: 4)
    }
    for slot in command.slots {
      let choices = slot.choices.isEmpty ? "" : " " + slot.choices.joined(separator: " · ")
      page.add(.init("  \(slot.word)  ", .strong), .init(slot.summary + choices), indent: 6)
    }
    for example in command.examples { page.add(.init("  e.g. \(example.line)", .dim), indent: 6) }
    if !command.errors.isEmpty {
      page.add(
        .init("  errors: " + command.errors.map(\.word).joined(separator: " "), .dim), indent: 4)
    }
    return page
  }

  /// A kind of error, and what can give it.
  static func page(_ kind: ErrorKind, _ commands: [Command]) -> Page {
    var page = Page()
    page.add(.init("\(kind.word): ", .strong), .init(kind.summary), indent: 2)
    page.add(
      .init("  exit status \(kind.family.exitStatus), JSON-RPC code \(kind.family.code)", .dim))
    let giving = commands.filter { $0.errors.contains(kind) }.map { $0.verbs.first ?? $0.name }
    if !giving.isEmpty {
      page.add(.init("  given by " + giving.joined(separator: ", "), .dim), indent: 4)
    }
    return page
  }
}
