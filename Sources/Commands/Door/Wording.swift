import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Makes words of what refusals and failures are evidence of: the one place where it is done.
struct Wording {
  let wall: Wall
  /// The call that failed; nil where there was none.
  let call: Call?
  /// A person that the reader may see; nil for one that cannot be told of.
  let person: (PersonNumber) -> Person?

  /// The words for a failure where no desk can be asked for names.
  static func plain(_ failure: Failure) -> Problem {
    Wording(wall: Wall(zone: .utc, now: .latest), call: nil) { _ in nil }.problem(failure)
  }

  func problem(_ failure: Failure) -> Problem {
    switch failure {
    case .refused(let refusal): problem(refusal)
    case .storage(let storage): Self.problem(storage)
    }
  }

  private func time(_ instant: Instant) -> String { wall.moment(instant).long }

  private func name(_ number: PersonNumber) -> String {
    person(number)?.shownName ?? "person \(number.value)"
  }

  private func problem(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .within(let slot, let span, let inner): return within(slot, span, inner)
    case .noSuchTicket(let number): return Problem(.notFound, "there is no ticket \(number)")
    case .noSuchReference(let name):
      return Problem(.notFound, "there is no ticket \(Problem.clipped(name))")
    case .noSuchPerson(let words, let role, let near): return noSuchPerson(words, role, near)
    case .ambiguousPerson(let words, let among):
      var problem = Problem(
        .ambiguous, "\(among.count) people are called \"\(Problem.clipped(words))\"")
      // Who cannot be told of has a number.
      problem.expected = among.map { number in
        person(number).map { Offer.distinct($0).value } ?? String(number.value)
      }
      return problem
    case .forbidden(let permission): return Self.forbidden(permission)
    case .illegal(let action, let ticket, let status): return illegal(action, ticket, status)
    case .alreadyOwned(let ticket, let owner, let since):
      return Problem(
        .owned, "\(ticket) is \(name(owner))'s since \(time(since))",
        hint: "steal \(ticket.value), or note \(ticket.value) …")
    // Each by its name, so that the compiler asks for the words of a new one.
    case .unreasoned, .reasonUnasked, .noSuchTime, .notYet, .beforeOpening, .notKnown, .clockBehind,
      .clockAhead,
      .nothingToAccept:
      return untimely(refusal)
    case .badDocument, .fileBesideText, .noSuchCalendar, .calendarExists, .badCalendarName,
      .neverOpens,
      .unchangedCalendar, .unchangedPolicy, .measuresCivilTargets,
      .proposalBesideText, .nothingProposed, .noSuchVersion, .unchangedProposal, .retroactive,
      .startUnsaid:
      return ofPromises(refusal)
    case .erasureApproved, .erasureNotApproved, .alreadyErased, .stillNeeded, .nameUnderKey:
      return unerasable(refusal)
    case .unchanged, .ownTicket, .merged, .mergedApart, .mergedSince, .anothersThen, .saidBefore,
      .isPart,
      .mergeOfItself,
      .linkToItself, .customersDiffer, .notLive, .noSuchMessage, .hasPassed, .notSnoozed:
      return ofRelations(refusal)
    case .notOwned, .nothingAsked, .nothingOwed, .silence, .reopenWindowOver,
      .notAgent, .personExists, .badText,
      .conflict,
      .keyReused, .missing, .noSuchTopic, .invalidCursor, .unconfirmed:
      return rarer(refusal)
    case .changedHands, .noSuchDraft, .draftOfAnother, .draftBesideText: return ofDrafts(refusal)
    }
  }

  private func noSuchPerson(_ words: String, _ role: Role?, _ near: [PersonNumber]) -> Problem {
    var problem = Problem(
      .notFound, "there is no \(role?.rawValue ?? "person") \"\(Problem.clipped(words))\"")
    problem.suggestions = near.compactMap(person).map { Offer.candidate($0).value }
    // Where the customer may be new, and not where one is only looked for.
    if role == .customer, !PersonReference(words).isNoName, let command = call?.command,
      command.effect != .read,
      command.slot(named: Parameters.customer.name) != nil
    {
      problem.hint = "write the address too, Name <address>, and the customer is made"
    }
    return problem
  }

  private static func forbidden(_ permission: Permission) -> Problem {
    var problem = Problem(
      .forbidden, "you may not \(permission.summary): the permission \(permission.rawValue)")
    problem.permission = permission.rawValue
    return problem
  }

  private func untimely(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .unreasoned(let ticket):
      var problem = Problem(.missingInput, "\(ticket) would be due later: the reason is needed")
      problem.hint = "set \(ticket.value) … because the reason"
      return problem
    case .reasonUnasked:
      return Problem(.badValue, "a reason is asked for with --force alone")
    case .noSuchTime(let text):
      return Problem(.badValue, "\"\(Problem.clipped(text))\" is no time of the zone")
    case .notYet(let at): return Problem(.badValue, "\(time(at)) is still to come")
    case .beforeOpening(let ticket, let opened):
      return Problem(.badValue, "\(ticket) was opened at \(time(opened)) only")
    case .notKnown(let ticket):
      return Problem(.badValue, "nothing of \(ticket) was recorded by then")
    case .clockBehind(let clock, let journal):
      var problem = Problem(
        .clockSuspect,
        "this machine's clock says \(time(clock)), but the last change is of \(time(journal))")
      problem.needsHands = true
      problem.hint =
        "if this clock is wrong, set it right; if it is right, one ran ahead before: clock accept, "
        + "by a manager or the administrator, shows what that dated too late, and puts it right"
      return problem
    case .clockAhead(let clock, let journal):
      var problem = Problem(
        .clockSuspect,
        "this machine's clock says \(time(clock)), \(DurationText.words(clock - journal)) after the "
          + "last change, of \(time(journal))")
      problem.needsHands = true
      problem.hint =
        "if this clock is wrong, set it right; if the desk rested so long, a manager or the "
        + "administrator says so once: clock accept"
      return problem
    case .nothingToAccept: return Problem(.unchanged, "the clock fits the journal")
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  private func unerasable(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .erasureApproved(let person, let manager):
      var problem = Problem(
        .unchanged, "\(name(manager)) approved that \(name(person)) is erased already")
      problem.hint = "the administrator does it: erase \(person.value)"
      return problem
    case .erasureNotApproved(let person):
      var problem = Problem(
        .notApproved, "no manager approved that \(name(person)) is erased")
      problem.hint = "a manager says why: erase approve \(person.value) because …"
      return problem
    case .alreadyErased(let person): return Problem(.unchanged, "\(name(person)) is erased already")
    case .stillNeeded(let person, let tickets):
      guard let first = tickets.first else {
        var problem = Problem(
          .needed, "\(name(person)) is the last administrator who is a user of this system")
        problem.hint = "nobody could administer the desk any more"
        return problem
      }
      let listed = tickets.prefix(10).map(\.description).joined(separator: ", ")
      let more = tickets.count > 10 ? " and \(tickets.count - 10) more" : ""
      var problem = Problem(.needed, "\(name(person)) has \(listed)\(more)")
      problem.hint = "assign or release them first: release \(first.value)"
      return problem
    case .nameUnderKey:
      var problem = Problem(.badValue, "the key would keep by what name it was asked")
      problem.hint = "give the person's number"
      return problem
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  private func rarer(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .nothingAsked(let ticket, let canForce):
      var problem = Problem(.nothingAsked, "the customer of \(ticket) was not asked anything")
      let force = canForce ? ", or wait \(ticket.value) --force because …" : ""
      problem.hint = "wait \(ticket.value) : what you ask them\(force)"
      return problem
    case .nothingOwed(let ticket):
      return Problem(.unchanged, "nobody waits for an answer on \(ticket)")
    case .notOwned(let ticket): return Problem(.unchanged, "nobody has \(ticket)")
    case .silence(let ticket):
      var problem = Problem(
        .silence, "\(ticket) is resolved either with a last word to the customer, or silently")
      problem.hint = "resolve \(ticket.value) : what you did, or resolve \(ticket.value) --silent"
      return problem
    case .reopenWindowOver(let ticket, let resolved):
      var problem = Problem(
        .illegalTransition, "\(ticket) was resolved on \(time(resolved)): too long ago")
      problem.hint = "received \(ticket.value) : what they say opens one that follows it"
      return problem
    case .notAgent(let person): return Problem(.notFound, "\(name(person)) is no agent")
    case .personExists(let person):
      return Problem(.exists, "\(name(person)) has that address already")
    case .badText(let fault): return Problem(.badText, Self.words(fault))
    case .conflict(let ticket, let expected, let actual):
      var problem = Problem(
        .conflict, "\(ticket) is at revision \(actual), not \(expected)")
      problem.hint = "show \(ticket.value), then decide again"
      (problem.expectedRevision, problem.actualRevision) = (expected, actual)
      return problem
    case .keyReused(let key):
      return Problem(.keyReused, "the key \"\(Problem.clipped(key))\" was used for another call")
    case .missing(let slot): return Problem(.missingInput, "<\(Slot.word(of: slot))> is missing")
    case .noSuchTopic(let words, let near):
      var problem = Problem(.notFound, "there is no help on \"\(Problem.clipped(words))\"")
      problem.suggestions = near
      return problem
    case .invalidCursor:
      return Problem(.invalidCursor, "the cursor is none of this list's")
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  /// What was begun and is not sent.
  private func ofDrafts(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .changedHands(let ticket):
      return Problem(
        .conflict, "\(ticket) is another customer's by now than when this was begun",
        hint: "show \(ticket.value) says whose it is")
    case .noSuchDraft(let number):
      var problem = Problem(.notFound, "you have no draft d\(number)")
      problem.hint = "drafts lists yours"
      return problem
    case .draftOfAnother(let number, let method, let arguments):
      return draft(number, of: method, arguments)
    case .draftBesideText(let number):
      return Problem(.badValue, "there is a text already: give it, or the draft d\(number)")
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  private func draft(_ number: Int64, of method: String, _ arguments: String) -> Problem {
    let said = (try? JSONReader.read(Array(arguments.utf8)).value.object) ?? [:]
    let command = Catalogue.entries.first { $0.command.name == method }?.command
    let line = command.map { $0.beginning(with: said) } ?? method
    var problem = Problem(.badValue, "the draft d\(number) was begun as \(line)")
    problem.hint = "\(line) --draft d\(number)"
    return problem
  }

  /// The problem with the place of the value that it is about.
  private func within(_ slot: String, _ span: Range<Int>?, _ inner: Refusal) -> Problem {
    var problem = problem(inner)
    problem.pointer = "/" + slot
    switch inner {
    // Of a number that is hidden nothing else may differ than of one that is none, not even its length.
    case .noSuchTicket, .noSuchReference: return problem
    // Which line of it is told.
    case .badDocument: return problem
    default: break
    }
    if let place = call?.places[slot], let given = call?.arguments[slot] {
      let value = given.string ?? given.compact()
      let part = span ?? 0..<value.utf8.count
      problem.span = part.lowerBound + place..<part.upperBound + place
    }
    return problem
  }

  private func illegal(_ action: Action, _ ticket: TicketNumber, _ status: Status) -> Problem {
    var problem = Problem(
      .illegalTransition, "\(ticket) is \(status.rawValue): \(action.rawValue) is not possible")
    let allowed = Action.allowed(in: status).map(\.rawValue)
    problem.expected = allowed
    problem.status = status.rawValue
    if status == .closed || status == .resolved, allowed.contains("reopen") {
      problem.hint = "reopen \(ticket.value) first"
    }
    return problem
  }

  private static func words(_ fault: TextFault) -> String {
    switch fault {
    case .empty: "the text is empty"
    case .tooLong(let limit): "the text is longer than \(limit) bytes"
    case .lines: "the text is one line, and this one has more"
    case .control(let code): "the text holds the control character U+00" + hex(code)
    case .reference: "a name is no number and no address, nor \"me\""
    }
  }

  private static func hex(_ code: UInt32) -> String {
    let digits = String(code, radix: 16, uppercase: true)
    return (digits.count < 2 ? "0" : "") + digits
  }
}
