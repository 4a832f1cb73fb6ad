import Interpreter
import SupportDesk

/// Erasing a person: their values go out of the vault, then out of the bytes of the store's files.
struct ErasePerson: Sendable {
  let person: PersonAnswer
  let erased: PersonErased
  let mentions: [Erasure.Mention]
  let tags: [Erasure.Tagging]
  let copies: [HeldCopy]
  let receipt: Receipt
  /// What the files are searched for; empty where that is no longer known.
  var lines: [String] = []
  /// What was found in the files that no row has; nil where they were not searched.
  var remains: [String]?

  /// A copy of the store that holds what was erased.
  struct HeldCopy: Sendable {
    let copy: StoreFacts.Copy
    let at: Moment

    var words: String {
      "\(copy.path) (\(copy.kind == .backup ? "a backup" : "kept aside"), \(at.long))"
        + (copy.isGone ? ", which is not there any more: wherever it is, it" : "")
    }
  }

  static let entry = Entry.write(
    "person.erase", "Erases a person and their words for ever, once a manager has approved it.",
    details: """
      The words go out of the vault, then out of the bytes of the store's files, which are searched \
      for them; tickets keep their times, states and numbers, and show the person as `erased-17`. \
      Where the files could not be overwritten it says so; then erase the number again. Not promised: \
      that no disk holds the words, for solid-state disks, snapshots and swap keep old blocks, nor \
      that no copy does; those that desk made are named. docs/erasure.md says what goes and what stays.
      """,
    effect: .final, verbs: ["erase"],
    slots: [ApproveErasure.person.slot(), Parameters.confirm.option()], needs: .erase,
    errors: [
      .notFound, .ambiguous, .badValue, .conflict, .notApproved, .needed, .unchanged, .storageBusy,
    ],
    answers: shape, again: again,
    follow: { erased, custody throws(Failure) in
      var erased = erased
      erased.remains = try custody.sweep(after: erased.person.number, for: erased.lines).remains
      return erased
    }
  ) { call, desk throws(Failure) in
    let person = try desk.person(call, ApproveErasure.person, role: nil, orErased: true)
    let state = try desk.personal.erasureState(of: person)
    if let done = state.done.last, state.isUnswept {
      return try ErasePerson(
        of: person.number, done.erased, .init(change: done.change, events: [done.event]), desk)
    }
    if call[optional: WriteTerm.idempotencyKey] != nil,
      case .words = call[ApproveErasure.person]
    {
      throw .refused(.within(slot: ApproveErasure.person.name, span: nil, .nameUnderKey))
    }
    guard let manager = state.approvedBy ?? state.done.last?.erased.approvedBy else {
      throw .refused(.erasureNotApproved(person.number))
    }
    try refuse(person, whileNeededBy: desk)
    let erasure = try desk.personal.erasure(of: person)
    // More may have been said on their tickets since.
    if person.isErased, erasure.isEmpty { throw .refused(.alreadyErased(person.number)) }
    let erased = erasure.erased(approvedBy: manager)
    let copies = try copies(desk, holding: person.number, and: erasure.events)
    caution(erasure, copies, desk)
    let name = try desk.answer(person.number)
    let receipt = try desk.record([.person(person.number, .erased(erased))])
    try desk.erase(erasure)
    var done = ErasePerson(
      person: .init(number: name.number, name: "erased-\(name.number.value)"), erased: erased,
      mentions: erasure.mentions, tags: erasure.tags, copies: copies, receipt: receipt)
    done.lines = erasure.lines
    return done
  }

  /// Who has live tickets as their agent, or is the last administrator, cannot go.
  private static func refuse(
    _ person: Person, whileNeededBy desk: Writing
  ) throws(Failure) {
    let live = TicketCondition.all([
      .status(Set(Status.allCases.filter(\.isLive))), .agent([person.number], orNobody: false),
    ])
    let tickets = try desk.tickets(live, limit: .max).map(\.row.number)
    if !tickets.isEmpty { throw .refused(.stillNeeded(person.number, tickets: tickets)) }
    let others = try desk.staff().filter {
      // Who is no user of the system can do nothing that only a user can.
      $0.roles.contains(.administrator) && $0.number != person.number
        && ($0.uid != nil || person.uid == nil)
    }
    if person.roles.contains(.administrator), others.isEmpty {
      throw .refused(.stillNeeded(person.number, tickets: []))
    }
  }

  /// What whoever confirms it must know.
  private static func caution(_ erasure: Erasure, _ copies: [HeldCopy], _ desk: Writing) {
    desk.caution("person export \(erasure.person.value) gives them a copy, while there is one")
    for tagging in erasure.tags {
      desk.caution("the journal keeps the tag \(tagging.tag) of \(tagging.ticket)")
    }
    if !erasure.mentions.isEmpty {
      let count = erasure.mentions.count
      desk.caution(
        count == 1 ? "1 text of others names them" : "\(count) texts of others name them")
    }
    for copy in copies { desk.caution("\(copy.words) holds them still") }
  }

  private static func copies(
    _ desk: Reading, holding person: PersonNumber, and events: EventNumbers
  ) throws(Failure) -> [HeldCopy] {
    try desk.personal.copies(holding: person, and: events).map {
      HeldCopy(copy: $0, at: desk.wall.moment($0.at))
    }
  }

  /// What was erased before.
  private init(
    of number: PersonNumber, _ erased: PersonErased, _ receipt: Receipt, _ desk: Reading
  ) throws(Failure) {
    self.erased = erased
    self.receipt = receipt
    person = try desk.answer(number)
    mentions = try desk.personal.mentions(erased.mentions)
    // By what they were tagged nobody can tell any more.
    tags = []
    copies = try Self.copies(desk, holding: number, and: EventNumbers([]))
  }

  init(
    person: PersonAnswer, erased: PersonErased, mentions: [Erasure.Mention],
    tags: [Erasure.Tagging], copies: [HeldCopy], receipt: Receipt
  ) {
    self.person = person
    self.erased = erased
    self.mentions = mentions
    self.tags = tags
    self.copies = copies
    self.receipt = receipt
  }

  @Sendable private static func again(
    _ entry: JournalEntry, _ desk: Reading
  ) throws(Failure) -> ErasePerson {
    let person = try desk.person(.number(try entry.person()), role: nil, orErased: true)
    let state = try desk.personal.erasureState(of: person)
    guard let done = state.done.first(where: { $0.change == entry.change }) else {
      throw .storage(.damaged("change \(entry.change) erases nobody"))
    }
    // What it answered was not all, and is not to be taken for it.
    if state.isUnswept { throw .storage(.unswept(person.number, .givenUp)) }
    return try ErasePerson(of: person.number, done.erased, .again(entry), desk)
  }
}
