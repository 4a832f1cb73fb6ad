import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What every command on working calendars speaks of.
enum CalendarParameters {
  static let name = Parameter(
    "calendar", "The calendar's name.", .string("calendar", extent: .word), ask: "Which calendar?")
  static let file = Parameter("file", "The file that holds the text.", .path)
  static let text = Parameter(
    "text", "The calendar's lines.",
    .string("text", extent: .tail, sample: "zone UTC; hours Mon-Fri 00:00-00:01"),
    ask: "What are its lines?")

  /// What the call says of the calendar: the text itself, or a file that holds it.
  ///
  /// - Throws: `badDocument`, with every line that cannot be read.
  static func document(_ call: Call, _ desk: Reading) throws(Failure) -> CalendarText {
    let text: String
    if let given = call[optional: Self.text] {
      _ = try refusing { () throws(Refusal) in try TextRules.body(given) }
      text = given
    } else if let path = call[optional: file] {
      guard let bytes = desk.sources.file(path) else {
        throw .refused(
          .within(slot: file.name, span: nil, .badDocument([.init(line: 0, .noSuchFile(path))])))
      }
      guard let read = String(validating: bytes, as: UTF8.self) else {
        throw .refused(
          .within(slot: file.name, span: nil, .badDocument([.init(line: 0, .notUTF8)])))
      }
      text = read
    } else {
      throw .refused(.missing(slot: Self.text.name))
    }
    do throws(DocumentFaults) { return try CalendarText(text, desk.sources) } catch {
      throw .refused(.badDocument(error.all))
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
}
