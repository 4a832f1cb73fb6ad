import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// Working calendars: made of a text, shown and tried.
enum CalendarCommands {
  private typealias P = CalendarParameters

  static let entries: [Entry] = [
    check, new, list, show,
  ]

  // MARK: Looking

  private struct All: Sendable {
    let items: [CalendarAnswer]
  }

  private static let list = Entry.read(
    "calendar.list", "Lists the working calendars.", verbs: ["calendars"], needs: .report,
    examples: [Example("calendars", "calendar office")],
    answers: Shape<All>(
      "Calendars",
      [
        Field(
          "items", "In the order in which they were made.", .list(CalendarAnswer.shape.form),
          \.items)
      ],
      page: { all in
        if all.items.isEmpty {
          return Page(.init("there is no calendar but the one that never closes"))
        }
        var page = Page()
        for calendar in all.items { page.add(calendar.page) }
        return page
      })
  ) { _, desk throws(Failure) in
    All(items: try desk.calendars.all().map { CalendarAnswer($0, desk.wall) })
  }

  private static let show = Entry.read(
    "calendar.show", "Shows a working calendar as the text that makes it.",
    verbs: ["calendar show"], slots: [P.name.slot()], needs: .report, errors: [.notFound],
    examples: [Example("calendar show office", "hours     Mon-Fri 09:00-17:00")],
    answers: CalendarAnswer.shape
  ) { call, desk throws(Failure) in CalendarAnswer(try P.calendar(call, desk), desk.wall) }

  private static let check = Entry.read(
    "calendar.check", "Reads a calendar's text, and changes nothing.",
    details: """
      A line a thing: `zone Europe/London`, `hours Mon-Thu 09:00-13:00 14:00-17:30`, `closed \
      2026-12-24 13:00-24:00 Christmas Eve`, `closed *-12-25 Christmas Day` for every year, `holidays \
      england.ics` for the whole days of an iCalendar file; `#` begins a comment, and `;` ends a line as its end does.
      """,
    verbs: ["calendar check"], slots: [P.file.slot(optional: true), P.text.slot(optional: true)],
    needs: .report, errors: [.badDocument, .badText, .badValue, .missingInput],
    examples: [
      Example(
        "calendar check : zone Europe/London; hours Mon-Fri 09:00-17:00", "it can be read")
    ],
    answers: CalendarAnswer.Version.checked
  ) { call, desk throws(Failure) in
    let text = try P.document(call, desk)
    let fact = try refusing { () throws(Refusal) in
      try Calendar.new("checked", text, because: nil, among: [], at: desk.wall.now)
    }
    return CalendarAnswer.Version(fact, desk.wall)
  }

  // MARK: Making

  private struct Made: Sendable {
    let calendar: CalendarAnswer
    let receipt: Receipt
  }

  private static let new = Entry.write(
    "calendar.new", "Makes a working calendar of a text.",
    details: "`calendar check` says what the text may hold. It holds since ever.",
    verbs: ["calendar new"],
    slots: [
      P.newName.slot(), P.file.slot(after: "from", optional: true), Parameters.draft.option(),
      P.text.slot(optional: true),
    ],
    needs: .changePromises,
    errors: [.badDocument, .badText, .badValue, .exists, .missingInput, .notFound],
    examples: [
      Example(
        "calendar new office : zone Europe/London; hours Mon-Fri 09:00-17:00",
        "the calendar office is made")
    ],
    answers: Shape<Made>(
      "MadeCalendar",
      [Field("calendar", "The calendar.", CalendarAnswer.shape.form, \.calendar)]
        + Receipt.fields(\.receipt),
      page: { made in
        var page = Page(.init("the calendar \(made.calendar.name) is made:"))
        for version in made.calendar.versions { page.add(version.page) }
        return page
      }),
    again: { entry, desk throws(Failure) in
      Made(
        calendar: CalendarAnswer(try desk.calendars.calendar(of: entry), desk.wall),
        receipt: .again(entry))
    }
  ) { call, desk throws(Failure) in
    let known = try desk.calendars.all()
    let name = call[P.newName]
    // Nobody is asked for the lines of a calendar that cannot be called so.
    do throws(Refusal) { try Calendar.checkName(name, among: known) } catch {
      throw .refused(.within(slot: P.newName.name, span: nil, error))
    }
    let text = try P.document(call, desk)
    let fact = try refusing { () throws(Refusal) in
      try Calendar.new(name, text, because: nil, among: known, at: desk.wall.now)
    }
    let number = CalendarNumber((known.map(\.number.value).max() ?? 0) + 1)
    let receipt = try desk.record([.calendar(number, .set(fact))])
    return Made(
      calendar: CalendarAnswer(try desk.calendars.calendar(number), desk.wall), receipt: receipt)
  }
}

extension CalendarAnswer.Version {
  /// What was read of a text.
  static let checked = Shape<CalendarAnswer.Version>(
    "CheckedCalendar", fields.filter { !["name", "from", "because"].contains($0.name) },
    page: { version in
      let days = version.hours.closures.count
      var page = Page(.init("it can be read, with \(days) \(days == 1 ? "closure" : "closures"):"))
      page.add(version.page)
      return page
    })
}
