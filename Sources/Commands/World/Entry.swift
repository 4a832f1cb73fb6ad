import Interpreter
import JSON
import SupportDesk

/// A command with what carries it out: one line of the list.
struct Entry: Sendable {
  let command: Command
  let work: Work
}

extension Entry {
  /// A question that one state of the desk answers.
  ///
  /// Its shape, as every entry's, is made when somebody reads an answer or its schema: a call from
  /// the shell needs one of them.
  static func read<Whole>(
    _ name: String, _ summary: String, details: String = "", verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    needs permission: Permission? = nil,
    errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    answers shape: @escaping @autoclosure @Sendable () -> Shape<Whole>,
    _ body: @escaping @Sendable (Call, Reading) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, details: details, verbs: verbs, slots: slots(),
        permission: permission?.rawValue, errors: Self.read(errors(), slots(), permission),
        examples: examples(), answer: { shape().schema }),
      work: .read { call, desk throws(Failure) in shape().reply(try body(call, desk)) })
  }

  /// A question that takes all of the desk.
  static func survey<Whole>(
    _ name: String, _ summary: String, details: String = "", verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [], needs permission: Permission,
    errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example],
    answers shape: @escaping @autoclosure @Sendable () -> Shape<Whole>,
    _ body: @escaping @Sendable (Call, Reading) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, details: details, verbs: verbs, slots: slots(),
        permission: permission.rawValue, errors: Self.read(errors(), slots(), permission),
        examples: examples(), answer: { shape().schema }),
      work: .survey { call, desk throws(Failure) in shape().reply(try body(call, desk)) })
  }

  /// A question whose answer is records, as many as there are.
  ///
  /// - Parameters:
  ///   - member: what the answer calls them.
  ///   - body: gives each record to whoever takes them.
  static func records<Element>(
    _ name: String, _ summary: String, details: String, verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [], needs permission: Permission,
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    answers shape: @escaping @autoclosure @Sendable () -> Shape<[JSONValue]>,
    row: @escaping @autoclosure @Sendable () -> Shape<Element>,
    _ body: @escaping @Sendable (Call, Reading, (Element) -> Void) throws(Failure) -> Void
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, details: details, verbs: verbs, slots: slots(),
        permission: permission.rawValue, errors: Self.read([.tooLong], slots(), permission),
        examples: examples(), answer: { shape().schema }),
      work: .records(
        Records(
          permission: permission,
          body: { call, desk, take throws(Failure) in
            let row = row()
            try body(call, desk) { take(row.json($0)) }
          },
          reply: { shape().reply($0) })))
  }

  /// A change of the desk; the terms of every write are added to its slots.
  ///
  /// - Parameters:
  ///   - again: the answer made anew where the call is repeated under its key.
  ///   - follow: what is done to the store as a whole once the write has lasted; nil for nothing.
  static func write<Whole>(
    _ name: String, _ summary: String, details: String = "", effect: Effect = .write,
    verbs: [String], slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    needs permission: Permission, errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    clock: Write.ClockRule = .mustFit,
    answers shape: @escaping @autoclosure @Sendable () -> Shape<Whole>,
    again: @escaping @Sendable (JournalEntry, Reading) throws(Failure) -> Whole,
    follow: (@Sendable (Whole, any Custody) throws(Failure) -> Whole)? = nil,
    _ body: @escaping @Sendable (Call, Writing) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, effect, summary, details: details, verbs: verbs, slots: Self.withTerms(slots()),
        permission: permission.rawValue,
        errors: Self.written(errors(), Self.withTerms(slots())), examples: examples(),
        answer: { shape().schema }),
      work: .write(
        Write(
          rule: clock,
          body: { call, desk throws(Failure) in
            let whole = try body(call, desk)
            guard let follow else { return .done(shape().reply(whole)) }
            return .followed { custody throws(Failure) in shape().reply(try follow(whole, custody))
            }
          },
          again: { entry, desk throws(Failure) in shape().reply(try again(entry, desk)) })))
  }

  /// A command on the store as a whole.
  static func store<Whole>(
    _ name: String, _ summary: String, details: String = "", effect: Effect = .read,
    verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    needs permission: Permission, errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    answers shape: @escaping @autoclosure @Sendable () -> Shape<Whole>,
    _ body: @escaping @Sendable (Call, any Custody) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, effect, summary, details: details, verbs: verbs, slots: slots(),
        permission: permission.rawValue, errors: Self.read(errors(), slots(), permission),
        examples: examples(), answer: { shape().schema }),
      work: .store { call, custody throws(Failure) in shape().reply(try body(call, custody)) })
  }

  /// A word about the conversation itself.
  static func talk<Whole>(
    _ name: String, _ summary: String, verbs: [String],
    slots: @escaping @autoclosure @Sendable () -> [Slot] = [],
    errors: @escaping @autoclosure @Sendable () -> [ErrorKind] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [],
    answers shape: @escaping @autoclosure @Sendable () -> Shape<Whole>,
    _ body: @escaping @Sendable (Call, Reading) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, ground: .talk, verbs: verbs, slots: slots(),
        errors: Self.read(errors(), slots(), nil), examples: examples(), answer: { shape().schema }),
      work: .read { call, desk throws(Failure) in shape().reply(try body(call, desk)) })
  }

  /// A word that the program or the connection carries out itself.
  static func elsewhere(_ command: Command) -> Entry { Entry(command: command, work: .elsewhere) }

  private static func withTerms(_ slots: [Slot]) -> [Slot] {
    slots + Parameters.terms(isRevised: slots.contains { $0.takesFocus })
  }

  /// The kinds that follow from the slots alone, before a command's own.
  private static func read(
    _ errors: [ErrorKind], _ slots: [Slot], _ permission: Permission?
  ) -> [ErrorKind] {
    var kinds = errors
    if slots.contains(where: \.takesFocus) { kinds += [.notFound, .noFocus] }
    if permission != nil { kinds.append(.forbidden) }
    return distinct(kinds)
  }

  private static func written(_ errors: [ErrorKind], _ slots: [Slot]) -> [ErrorKind] {
    var kinds = errors
    if slots.contains(where: \.takesFocus) { kinds += [.notFound, .noFocus] }
    if slots.contains(where: { $0.name == WriteTerm.ifRevision.name }) { kinds.append(.conflict) }
    return distinct(kinds + [.forbidden, .keyReused, .clockSuspect, .storageFailed])
  }

  private static func distinct(_ kinds: [ErrorKind]) -> [ErrorKind] {
    var seen: Set<ErrorKind> = []
    return kinds.filter { seen.insert($0).inserted }
  }
}
