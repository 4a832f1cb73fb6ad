import Interpreter
import ServiceLevels
import SupportDesk

/// The words for what is refused of calendars, and for what is wrong with their texts.
extension Wording {
  func ofPromises(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .badDocument(let faults): return Self.document(faults)
    case .fileBesideText(let path):
      return Problem(
        .badValue, "the text is given already: either it or the file \(Problem.clipped(path))")
    case .noSuchCalendar(let name, let known):
      var problem = Problem(.notFound, "there is no calendar \"\(Problem.clipped(name))\"")
      problem.expected = known
      problem.suggestions = Suggestion.near(name, among: known)
      return problem
    case .calendarExists(let name):
      var problem = Problem(.exists, "there is a calendar \(name) already")
      problem.hint = "calendar amend \(name) from FILE"
      return problem
    case .badCalendarName(let name):
      return Problem(
        .badValue,
        "\"\(Problem.clipped(name))\" names no calendar: a name is a word of lower-case letters, digits and hyphens,"
          + " other than \(Calendars.always)")
    case .unchangedCalendar(let name):
      return Problem(.unchanged, "the calendar \(name) is so already")
    case .unchangedPolicy, .proposalBesideText, .nothingProposed, .noSuchVersion,
      .unchangedProposal,
      .measuresCivilTargets:
      return Self.ofPolicy(refusal)
    case .neverOpens(let from):
      return Problem(
        .badValue,
        "from \(wall.moment(from).long) on it would stay closed for more than 366 days")
    case .retroactive(let from, let lacking):
      var problem = Problem(
        .retroactive, "\(wall.moment(from).long) has passed: what ran since would be measured anew")
      problem.hint =
        lacking == Parameters.because.name
        ? "say why: … because the reason" : "say that it is meant: --retroactive because the reason"
      return problem
    case .startUnsaid:
      var problem = Problem(.retroactive, "it says that a time has passed, and not which")
      problem.hint = "say from when on: --from 2026-04-01 --retroactive because the reason"
      return problem
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  private static func ofPolicy(_ refusal: Refusal) -> Problem {
    switch refusal {
    case .unchangedPolicy: return Problem(.unchanged, "the policy is so already")
    case .proposalBesideText:
      return Problem(.badValue, "what was proposed is the text: neither a file nor lines beside it")
    case .nothingProposed:
      return Problem(.notFound, "nothing was proposed since the policy was changed last")
    case .unchangedProposal: return Problem(.unchanged, "it is proposed already")
    case .noSuchVersion(let number):
      return Problem(.notFound, "the policy has no version \(number)")
    case .measuresCivilTargets(let name, let policy):
      return Problem(
        .badValue,
        "the policy \(policy) has days, weeks or months on the calendar \(name), which could not be"
          + " measured once it closes: apply another policy first")
    default: preconditionFailure("\(refusal) has no words")
    }
  }

  /// Every line that is wrong, each with what would be right: one in the message itself, more behind it.
  private static func document(_ faults: [DocumentFault]) -> Problem {
    let all = faults.prefix(faultsMax).map { fault in
      let (got, expected) = evidence(fault.what)
      return LineFault(
        file: fault.file, line: fault.line == 0 ? nil : fault.line, words(fault.what), got: got,
        expected: expected)
    }
    var problem = Problem(
      .badDocument,
      faults.count == 1 ? all[0].words : "\(faults.count) things are wrong with the text")
    problem.faults = all
    problem.untoldFaults = faults.count - all.count
    return problem
  }

  /// Who reads more of them at once has another file in the hand.
  private static let faultsMax = 20

  /// What stands in a line that is wrong, and what could.
  private static func evidence(_ what: DocumentFault.What) -> (got: String?, expected: [String]) {
    switch what {
    case .unknownKey(let word, let known): (word, known)
    case .word(let word, let expected): (word.isEmpty ? nil : word, expected)
    case .number(let text, _): (text, [])
    case .target(let failure): (failure.text, failure.forms)
    case .civil(let failure, _):
      (failure.target.text, failure.alternatives.reversed().map(\.text))
    case .noSuchCalendar(let name, let known): (name, known)
    case .noSuchZone(let text), .noSuchCustomer(let text), .updateOfDays(let text),
      .noWorkingDays(let text), .noSuchFile(let text), .sooner(let text, _):
      (text, [])
    case .day(.unreadable(let text, _)), .day(.noSuchDay(let text)),
      .opening(.unreadable(let text, _)), .week(.noWeekday(let text)):
      (text, [])
    default: (nil, [])
    }
  }

  private static func words(_ what: DocumentFault.What) -> String {
    switch what {
    case .unknownKey(let word, let known):
      "\"\(Problem.clipped(word))\" begins no line; right would be \(known.joined(separator: ", "))"
    case .missing(let key): "there is no line \(key)"
    case .twice(let key): "there was a line \(key) before"
    case .wordTwice(let word): "\"\(Problem.clipped(word))\" stands once in a row"
    case .noValue(let key): "\(key) says nothing"
    case .noSuchZone(let name):
      "the system has no zone \"\(Problem.clipped(name))\"; right would be such as Europe/London"
    case .week(let failure): words(failure)
    case .day(.unreadable(let text, _)):
      "\"\(Problem.clipped(text))\" is no day; right would be 2026-12-25, or *-12-25 for every year"
    case .day(.noSuchDay(let text)): "there is no day \(text)"
    case .opening(let failure): words(failure)
    case .calendar(.overlap(let weekday, let first, let second)):
      "\(first.text) and \(second.text) of \(WeekHours.weekdayNames[weekday - 1]) overlap"
    case .calendar(.neverOpens): "it never opens"
    case .noSuchFile(let path):
      "there is no file \(Problem.clipped(path)) that can be read, from where the text is; right would be its"
        + " path, of at most 1 MiB"
    case .isHolidays:
      "it is a file of holidays; right would be a text with zone and hours, and the line holidays with its"
        + " path"
    case .tooManyRows(let max):
      "it has more than \(max) rows; tags and customers can stand for many"
    case .notUTF8: "it is no UTF-8"
    case .holiday(let fault): words(fault)
    case .word, .number, .tie, .unreachable, .noRow, .noTarget, .target, .civil, .noSuchCalendar,
      .noSuchCustomer, .sooner, .updateOfDays, .noWorkingDays:
      ofPolicy(what)
    }
  }

  private static func ofPolicy(_ what: DocumentFault.What) -> String {
    switch what {
    case .word(let word, let expected):
      expected.isEmpty
        ? "\"\(Problem.clipped(word))\" is one word too many"
        : (word.isEmpty ? "something is missing" : "\"\(Problem.clipped(word))\" cannot stand here")
          + "; right would be \(expected.joined(separator: ", "))"
    case .number(let text, let range):
      range.upperBound == .max
        ? "\"\(Problem.clipped(text))\" is no number from \(range.lowerBound) on"
        : "\"\(Problem.clipped(text))\" is no number from \(range.lowerBound) to \(range.upperBound)"
    case .tie(let rank, let line):
      "the rank \(rank) is line \(line)'s already; right would be another number"
    case .unreachable(let priority, let line):
      "it is never reached: line \(line) comes first for \(priority)"
    case .noRow(let priority): "nothing is promised for \(priority)"
    case .noTarget(let clock): "\(clock) is missing, such as \(clock) 4h"
    case .target(let failure):
      "\"\(Problem.clipped(failure.text))\" is no target; right would be \(failure.forms.joined(separator: ", "))"
    case .civil(let failure, let calendar):
      "\(failure.target.text) could mean many things on the calendar \(calendar), which closes; right"
        + " would be \(failure.alternatives.reversed().map(\.text).joined(separator: ", "))"
    case .noSuchCalendar(let name, let known):
      "there is no calendar \"\(Problem.clipped(name))\"; right would be \(known.joined(separator: ", "))"
    case .noSuchCustomer(let text):
      "\"\(Problem.clipped(text))\" is no customer's whole name, address or number"
    case .sooner(let resolve, let respond):
      "it would be resolved within \(resolve), sooner than answered within \(respond)"
    case .updateOfDays(let target):
      "an update within \(target) could mean many things; right would be hours, such as 24h"
    case .noWorkingDays(let target):
      "\(target) counts working days, and every day is one of a calendar that never closes; right would"
        + " be days, such as 1d, or a calendar that closes: on office"
    default: preconditionFailure("\(what) is of no policy")
    }
  }

  private static func words(_ failure: WeekFailure) -> String {
    switch failure {
    case .noWeekday(let word):
      "\"\(Problem.clipped(word))\" is no weekday; right would be Mon or Mon-Fri"
    case .noOpening(_, let failure): words(failure)
    case .twice(let word): "the hours of \(word) were said before"
    case .incomplete: "right would be weekdays with hours, such as Mon-Fri 09:00-17:00"
    case .calendar(let failure): words(DocumentFault.What.calendar(failure))
    }
  }

  private static func words(_ failure: OpeningFailure) -> String {
    switch failure {
    case .unreadable(let text, _):
      "\"\(Problem.clipped(text))\" is no opening; right would be 09:00-17:30"
    case .empty(let from, let until):
      "\(from.text)-\(until.text) ends no later than it begins; hours are those of 24, and over midnight it is"
        + " two, until 24:00 and from 00:00"
    }
  }

  private static func words(_ fault: HolidayFault) -> String {
    switch fault {
    case .malformed(let text): "\"\(Problem.clipped(text))\" stands in no iCalendar file"
    case .noStart: "the event has no DTSTART"
    case .notAllDay(let text):
      "\(text) is an hour; only whole days are read, DTSTART;VALUE=DATE:20261225"
    case .noSuchDay(let text): "there is no day \(text); right would be 20261225"
    case .badLength(let text): "\(text) is no whole number of days, or ends no later than it begins"
    case .badRule(let text): "the rule \(text) is not read; right would be such as FREQ=YEARLY"
    }
  }
}
