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
    let text = try desk.document(call, text: text, file: file)
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

extension Reading {
  /// What a call says of a calendar or of the policy: the text itself, or a file that holds it.
  func document(
    _ call: Call, text: Parameter<String>, file: Parameter<String>
  ) throws(Failure) -> String {
    if let given = call[optional: text] {
      if let path = call[optional: file] {
        throw .refused(.within(slot: file.name, span: nil, .fileBesideText(path)))
      }
      _ = try refusing { () throws(Refusal) in try TextRules.body(given) }
      return given
    }
    guard let path = call[optional: file] else { throw .refused(.missing(slot: text.name)) }
    let fault: DocumentFault.What
    if let bytes = sources.file(path) {
      if let read = String(validating: bytes, as: UTF8.self) {
        // Some editors begin a file with a mark of its byte order.
        return read.hasPrefix("\u{FEFF}") ? String(read.unicodeScalars.dropFirst()) : read
      }
      fault = .notUTF8
    } else {
      fault = .noSuchFile(path)
    }
    throw .refused(.within(slot: file.name, span: nil, .badDocument([.init(line: 0, fault)])))
  }
}
