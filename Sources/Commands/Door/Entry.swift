import Interpreter
import SupportDesk

/// A command with what carries it out: one line of the list.
struct Entry: Sendable {
  let command: Command
  let work: Work
}

/// What a command runs on, and the function that does it.
///
/// Nothing is carried out by comparing names: the performer's switch over these is exhaustive.
enum Work: Sendable {
  /// A read of one state of the desk.
  case read(@Sendable (Call, Reading) throws(Failure) -> Reply)
  case write(Write)
  /// Gives the notices that are due.
  case tick
  /// Runs on the store as a whole.
  case store(@Sendable (Call, any Custody) throws(Failure) -> Reply)
  /// Runs on the conversation.
  case talk(@Sendable (Call, Reading, inout Session) throws(Failure) -> Reply)
  /// Tells in advance whether another line would be carried out.
  case foresee
  /// A word of the program or of the wire: carried out where it was said, never here.
  case elsewhere
}

/// How a write is carried out.
struct Write: Sendable {
  /// What a write does about the machine's clock.
  enum ClockRule: Sendable {
    /// Refuses while the clock does not fit the journal.
    case mustFit
    /// Vouches for the clock.
    case accepts
  }

  let rule: ClockRule
  let body: @Sendable (Call, Writing) throws(Failure) -> Reply
  /// The answer that the first of two calls under one key got, made anew from the journal.
  let again: @Sendable (JournalEntry, Reading) throws(Failure) -> Reply
}

extension Entry {
  /// A question that one state of the desk answers.
  static func read<Whole>(
    _ name: String, _ summary: String, details: String = "", verbs: [String], slots: [Slot] = [],
    needs permission: Permission? = nil, errors: [ErrorKind] = [], examples: [Example] = [],
    answers shape: Shape<Whole>,
    _ body: @escaping @Sendable (Call, Reading) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, details: details, verbs: verbs, slots: slots,
        permission: permission?.rawValue, errors: Self.read(errors, slots, permission),
        examples: examples, answer: { shape.schema }),
      work: .read { call, desk throws(Failure) in shape.reply(try body(call, desk)) })
  }

  /// A change of the desk; the terms of every write are added to its slots.
  ///
  /// - Parameter again: the answer made anew where the call is repeated under its key.
  static func write<Whole>(
    _ name: String, _ summary: String, details: String = "", effect: Effect = .write,
    verbs: [String], slots: [Slot] = [], needs permission: Permission, errors: [ErrorKind] = [],
    examples: [Example] = [], clock: Write.ClockRule = .mustFit, answers shape: Shape<Whole>,
    again: @escaping @Sendable (JournalEntry, Reading) throws(Failure) -> Whole,
    _ body: @escaping @Sendable (Call, Writing) throws(Failure) -> Whole
  ) -> Entry {
    let terms = Parameters.terms(isRevised: slots.contains { $0.takesFocus })
    return Entry(
      command: Command(
        name, effect, summary, details: details, verbs: verbs, slots: slots + terms,
        permission: permission.rawValue,
        errors: Self.written(errors, slots + terms), examples: examples,
        answer: { .choice([shape.schema, Plan.shape.schema]) }),
      work: .write(
        Write(
          rule: clock,
          body: { call, desk throws(Failure) in shape.reply(try body(call, desk)) },
          again: { entry, desk throws(Failure) in shape.reply(try again(entry, desk)) })))
  }

  /// A command on the store as a whole.
  static func store<Whole>(
    _ name: String, _ summary: String, details: String = "", verbs: [String], slots: [Slot] = [],
    needs permission: Permission, errors: [ErrorKind] = [], examples: [Example] = [],
    answers shape: Shape<Whole>,
    _ body: @escaping @Sendable (Call, any Custody) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, details: details, verbs: verbs, slots: slots,
        permission: permission.rawValue, errors: Self.read(errors, slots, permission),
        examples: examples, answer: { shape.schema }),
      work: .store { call, custody throws(Failure) in shape.reply(try body(call, custody)) })
  }

  /// A word about the conversation itself.
  static func talk<Whole>(
    _ name: String, _ summary: String, verbs: [String], slots: [Slot] = [],
    errors: [ErrorKind] = [], examples: [Example] = [], answers shape: Shape<Whole>,
    _ body: @escaping @Sendable (Call, Reading, inout Session) throws(Failure) -> Whole
  ) -> Entry {
    Entry(
      command: Command(
        name, .read, summary, ground: .talk, verbs: verbs, slots: slots,
        errors: Self.read(errors, slots, nil), examples: examples, answer: { shape.schema }),
      work: .talk { call, desk, session throws(Failure) in
        shape.reply(try body(call, desk, &session))
      })
  }

  /// A word that the program or the connection carries out itself.
  static func elsewhere(_ command: Command) -> Entry { Entry(command: command, work: .elsewhere) }

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

/// Runs what only the rules can refuse where more can fail.
func refusing<Result>(_ body: () throws(Refusal) -> Result) throws(Failure) -> Result {
  do { return try body() } catch { throw .refused(error) }
}
