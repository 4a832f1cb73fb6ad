import Interpreter
import SupportDesk

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
