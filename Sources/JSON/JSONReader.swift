/// Reads JSON text, RFC 8259 to the letter, and nothing that only resembles it.
///
/// The text is one value with white space around it: no byte order mark, comment or trailing comma.
/// Strings come out byte for byte, never normalised.
package enum JSONReader {
  /// Reads UTF-8 text, checking in this order: its size, that it is UTF-8, its syntax and limits.
  ///
  /// Bad UTF-8 anywhere wins over all that follows. Of a syntax error, a value too deep and a
  /// string too long, the reader reports what it meets first and stops there, so a text found too
  /// deep may be broken further on.
  package static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONFailure) -> JSONDocument {
    guard bytes.count <= limits.bytesMax else { throw .tooLarge }
    try checkUTF8(bytes)
    var parser = JSONParser(bytes, limits: limits)
    return try parser.document()
  }

  package static func read(
    _ bytes: some Collection<UInt8>, limits: JSONLimits = JSONLimits()
  ) throws(JSONFailure) -> JSONDocument {
    let found = bytes.withContiguousStorageIfAvailable { outcome(of: $0, limits: limits) }
    let read = found ?? Array(bytes).withUnsafeBufferPointer { outcome(of: $0, limits: limits) }
    return try read.get()
  }

  package static func read(
    _ text: String, limits: JSONLimits = JSONLimits()
  ) throws(JSONFailure) -> JSONDocument {
    try read(text.utf8, limits: limits)
  }

  /// The document or the failure as a value, to cross closures that lose the error's type.
  private static func outcome(
    of bytes: UnsafeBufferPointer<UInt8>, limits: JSONLimits
  ) -> Result<JSONDocument, JSONFailure> {
    do throws(JSONFailure) {
      return .success(try read(bytes, limits: limits))
    } catch {
      return .failure(error)
    }
  }

  private static func checkUTF8(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONFailure) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .notUTF8(at: error.byteOffsets.lowerBound)
    }
  }
}
