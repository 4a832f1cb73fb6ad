import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What every command on working calendars speaks of.
enum CalendarParameters {
  static let name = Parameter(
    "calendar", "The calendar's name.",
    .string("calendar", extent: .word, source: Candidates.calendars), ask: "Which calendar?")
  /// Of one that is not there yet.
  static let newName = Parameter(
    "calendar", "The calendar's name.", .string("calendar", extent: .word),
    ask: "What shall it be called?")
  static let file = Parameter("file", "The file that holds the text.", .path)
  static let text = Parameter(
    "text", "The calendar's lines.",
    .string("text", extent: .tail, sample: "zone UTC; hours Mon-Fri 00:00-00:01"),
    ask: "What are its lines?")

  /// What the call says of the calendar: the text itself, or a file that holds it.
  ///
  /// - Throws: `badDocument`, with every line that cannot be read.
  static func document(_ call: Call, _ desk: Reading) throws(Failure) -> CalendarText {
    let text = try desk.document(call, text: text, file: file)
    do throws(DocumentFaults) { return try CalendarText(text, desk.sources) } catch {
      throw .refused(.within(slot: source(of: call), span: nil, .badDocument(error.all)))
    }
  }

  static func calendar(_ call: Call, _ desk: Reading) throws(Failure) -> Calendar {
    let calendars = try desk.calendars.all()
    let name = call[name]
    guard let calendar = calendars.first(where: { $0.name == name }) else {
      throw .refused(
        .within(
          slot: Self.name.name, span: nil,
          .noSuchCalendar(name, known: calendars.map(\.name))))
    }
    return calendar
  }

  /// The parameter that has the text.
  private static func source(of call: Call) -> String {
    call[optional: file] == nil ? text.name : file.name
  }
}
