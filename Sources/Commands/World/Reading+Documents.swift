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
      _ = try refusing(within: text.name) { () throws(Refusal) in try TextRules.body(given) }
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

  /// A value of one line as it is kept; a refusal names the parameter.
  func line<Kept>(
    _ call: Call, _ parameter: Parameter<String>, _ rule: (String) throws(Refusal) -> Kept
  ) throws(Failure) -> Kept {
    do throws(Refusal) { return try rule(call[parameter]) } catch {
      throw .refused(.within(slot: parameter.name, span: nil, error))
    }
  }

  /// The same of a value that may be left out.
  func line<Kept>(
    _ call: Call, maybe parameter: Parameter<String>, _ rule: (String) throws(Refusal) -> Kept
  ) throws(Failure) -> Kept? {
    call[optional: parameter] == nil ? nil : try line(call, parameter, rule)
  }
}
