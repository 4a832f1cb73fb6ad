import Interpreter
import ServiceLevels
import SupportDesk

/// What `doctor` found.
struct Doctor: Sendable {
  let checks: [HealthCheck]

  var isWell: Bool { !checks.contains { $0.state == .bad } }

  static let shape = Shape<Doctor>(
    "Health",
    [
      Field("well", "Whether nothing is bad.", .flag, \.isWell),
      Field("checks", "What was looked at.", .list(HealthCheck.shape.form), \.checks),
    ],
    holds: \.isWell, page: \.page)

  static let entry = Entry.store(
    "desk.doctor", "Looks after the store: its file, its backups, what was not told.",
    details: "The proof is `verify`'s. It ends with 1 where something is bad.",
    verbs: ["doctor"], needs: .verify, answers: shape
  ) { _, custody throws(Failure) in
    let facts = Examination(
      try custody.examine(), outdated: try custody.outdatedCalendars(), by: custody.wall)
    return Doctor(checks: facts.checks)
  }

  private var page: Page {
    var page = Page()
    for check in checks { check.add(to: &page) }
    return page
  }
}
