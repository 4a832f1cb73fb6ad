/// Reads comma-separated values as RFC 4180 has them: fields may be quoted, a quoted field may hold
/// commas, line breaks and doubled quotation marks.
///
/// Outside quotation marks a carriage return, a line feed, or both in this order end a record.
package struct CSVReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position = 0
  /// The number of the line at which the last record began, 1 and up.
  package private(set) var line = 0
  private var nextLine = 1

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The fields of the next record as bytes; nil at the end.
  package mutating func next() -> [ArraySlice<UInt8>]? {
    guard position < bytes.count else { return nil }
    line = nextLine
    var fields: [ArraySlice<UInt8>] = []
    while true {
      let (field, isLast) = field()
      fields.append(field)
      if isLast { return fields }
    }
  }

  private mutating func field() -> (ArraySlice<UInt8>, isLast: Bool) {
    if position < bytes.count, bytes[position] == 0x22 { return quotedField() }
    let start = position
    while position < bytes.count, !Self.endsField(bytes[position]) { position += 1 }
    let field = bytes[start..<position]
    if position < bytes.count, bytes[position] == 0x2C {
      position += 1
      return (field, false)
    }
    endRecord()
    return (field, true)
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x0A || byte == 0x0D
  }

  /// Takes what ends a record; the end of the file does too.
  private mutating func endRecord() {
    guard position < bytes.count else { return }
    position += bytes[position...].starts(with: [0x0D, 0x0A]) ? 2 : 1
    nextLine += 1
  }

  private mutating func quotedField() -> (ArraySlice<UInt8>, isLast: Bool) {
    var field: [UInt8] = []
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        guard position < bytes.count, bytes[position] == 0x22 else { break }
        position += 1
      }
      if byte == 0x0A { nextLine += 1 }
      field.append(byte)
    }
    let rest = self.field()
    return (ArraySlice(field + rest.0), rest.isLast)
  }
}
