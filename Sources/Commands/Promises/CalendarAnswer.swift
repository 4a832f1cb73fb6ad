import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// A working calendar, with each of its versions.
struct CalendarAnswer: Sendable {
  let name: String
  let versions: [Version]

  init(_ calendar: Calendar, _ wall: Wall) {
    name = calendar.name
    versions = calendar.versions.map { Version($0, wall) }
  }

  /// A version, and from when on it holds.
  struct Version: Sendable {
    let name: String
    let from: Moment?
    let zone: ZoneFact
    let hours: OpeningHours
    let because: String?

    init(_ fact: CalendarFact, _ wall: Wall) {
      name = fact.name
      // By the wall that the calendar itself hangs on.
      let own = Wall(zone: fact.zone.zone, now: wall.now)
      from = fact.since.map(own.moment)
      zone = fact.zone
      hours = fact.hours
      because = fact.because?.text
    }

    static let fields: [Field<Version>] = [
      Field("name", "What targets call the calendar.", .text, \.name),
      Field(maybe: "from", "From when on it holds; absent for since ever.", .instant, \.from),
      Field("zone", "Whose wall clocks it goes by.", .text, \.zone.zone.name),
      Field("rules", "What tells the zone's rules from others, 16 hexadecimal digits.", .text) {
        $0.zone.digest
      },
      Field("week", "When it opens in a week without closures.", .text, \.hours.weekText),
      Field("closures", "When it is closed though its week would open.", .list(closure.form)) {
        $0.hours.closures
      },
      Field(maybe: "because", "Why it was changed.", .text, \.because),
    ]

    static let shape = Shape<Version>("CalendarVersion", fields)

    private static let closure = Shape<Closure>(
      "Closure",
      [
        Field("day", "The day, or `*-12-25` for every year.", .text, \.day.text),
        Field("hours", "Which hours of it.", .text, \.hours.text),
        Field("name", "What it is called.", .text, \.name),
      ])

    /// The text that reads back as it, so that it can be kept in a file and changed there.
    var page: Page {
      var page = Page()
      if let from {
        page.add(.init("# from \(from.long)", .dim), .init(because.map { ": \($0)" } ?? "", .dim))
      }
      // It wraps nowhere, so that it can be kept in a file.
      page.blocks += CalendarText(zone: zone, hours: hours).text.split(separator: "\n").map {
        .whole(String($0))
      }
      return page
    }
  }

  static let shape = Shape<CalendarAnswer>(
    "Calendar",
    [
      Field("name", "What targets call it.", .text, \.name),
      Field("versions", "In the order in which they hold.", .list(Version.shape.form), \.versions),
    ], page: \.page)

  var page: Page {
    var page = Page(.init("# calendar \(name)", .strong))
    for version in versions { page.add(version.page) }
    return page
  }
}
