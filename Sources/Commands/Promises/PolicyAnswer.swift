import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A version of the policy.
struct PolicyAnswer: Sendable {
  let fact: PolicyFact
  let since: Moment?

  /// What is said behind the time from which it holds, where its wall is not the desk's.
  private let place: String

  init(_ fact: PolicyFact, _ desk: Reading) {
    self.fact = fact
    // By the wall that it hangs on itself: it becomes the desk's.
    let own = Wall(
      zone: desk.sources.zone(fact.zone)?.zone ?? desk.wall.zone, now: desk.wall.now)
    since = fact.since.map(own.moment)
    place = own.zone.name == desk.wall.zone.name ? "" : " (\(own.zone.name))"
  }

  /// `from 2027-01-01 00:00 on`.
  var from: String { since.map { "from \($0.long)\(place) on" } ?? "since ever" }

  static let fields: [Field<PolicyAnswer>] = [
    Field("name", "What it is called.", .text, \.fact.name),
    Field("version", "Which of its versions.", .count, \.fact.version),
    Field(maybe: "since", "From when on it holds; absent for since ever.", .instant, \.since),
    Field("zone", "The zone of the desk's wall clocks.", .text, \.fact.zone),
    Field(
      "warnings", "At which percentages of a budget the agent is warned.", .list(.count),
      \.fact.warnings),
    Field(
      "reopenDays", "How many days after its resolution a ticket can be opened again.", .count,
      \.fact.reopenDays),
    Field(
      "onPriorityChange", "What a change of priority does to what has elapsed.", .word,
      \.fact.onPriorityChange),
    Field(
      "pausesWaiting", "Whether resolutions and updates rest while the customer is waited for.",
      .flag, \.fact.pausesWaiting),
    Field("rows", "What is promised, in the order of ranks.", .list(row.form), \.fact.rows),
    Field(maybe: "because", "Why it was applied.", .text) { $0.fact.because?.text },
  ]

  static let shape = Shape<PolicyAnswer>("Policy", fields, page: \.page)

  private static let row = Shape<PolicyFact.Row>(
    "PolicyRow",
    [
      Field("rank", "Its place among the rows.", .count, \.rank),
      Field("priorities", "What priorities it is for.", .list(.word), \.priorities),
      Field(maybe: "tag", "The tag that its tickets bear; absent for all tickets.", .text, \.tag),
      Field(maybe: "customer", "The number of whose tickets; absent for everybody's.", .count) {
        $0.customer?.value
      },
      Field(maybe: "respond", "The target of the first response.", .text) { $0.targets[.response] },
      Field(maybe: "respondNext", "The target of every later one.", .text) {
        $0.targets[.nextResponse]
      },
      Field(maybe: "resolve", "The target of the resolution.", .text) { $0.targets[.resolution] },
      Field(maybe: "update", "How long the customer waits for the next word at most.", .text) {
        $0.targets[.update]
      },
      Field("calendar", "In whose hours its clocks run.", .text, \.calendar),
    ])

  /// The text that reads back as it.
  var page: Page {
    var page = Page()
    let from = since.map { "from \($0.long)\(place)" } ?? "since ever"
    let why = fact.because?.text.map { ": \($0)" } ?? ""
    page.add(.init("# version \(fact.version), \(from)\(why)", .dim), indent: 2)
    page.blocks += PolicyText(fact).text.split(separator: "\n").map { .whole(String($0)) }
    return page
  }
}
