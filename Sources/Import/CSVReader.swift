/// One record of comma-separated values.
package struct CSVRecord {
  /// The line on which it begins, 1 and up; of one without fields, that of its faulty quotation.
  package let line: Int
  /// The fields as bytes; nil where a quotation does not end where a field ends.
  package let fields: [ArraySlice<UInt8>]?
}

/// Reads comma-separated values as RFC 4180 has them: fields may be quoted, a quoted field may hold
/// commas, line breaks and doubled quotation marks.
///
/// Outside quotation marks a carriage return, a line feed, or both in this order end a record. Behind
/// a quotation comes a comma or the end of the record. Where neither comes, or the file ends first,
/// the quotation was not closed where it should have been: the record is told without its fields, and
/// reading goes on with the line below the one on which the quotation began, so that it costs that
/// line and not all that follows.
package struct CSVReader: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next record; nil at the end.
  package mutating func next() -> CSVRecord? {
    guard position < bytes.count else { return nil }
    let first = line
    var fields: [ArraySlice<UInt8>] = []
    while true {
      let start = (position: position, line: line)
      guard let (field, isLast) = field() else {
        (position, line) = start
        passLine()
        return CSVRecord(line: start.line, fields: nil)
      }
      fields.append(field)
      if isLast { return CSVRecord(line: first, fields: fields) }
    }
  }

  /// - Returns: nil where a quotation is not closed.
  private mutating func field() -> (ArraySlice<UInt8>, isLast: Bool)? {
    if position < bytes.count, bytes[position] == 0x22 {
      guard let field = quotation() else { return nil }
      return (field, endField())
    }
    let start = position
    while position < bytes.count, !Self.endsField(bytes[position]) { position += 1 }
    let field = bytes[start..<position]
    return (field, endField())
  }

  private static func endsField(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x0A || byte == 0x0D
  }

  /// Takes what ends a field: a comma, or what ends the record too.
  ///
  /// - Returns: whether the record ends.
  private mutating func endField() -> Bool {
    if position < bytes.count, bytes[position] == 0x2C {
      position += 1
      return false
    }
    endRecord()
    return true
  }

  /// Takes what ends a record; the end of the file does too.
  private mutating func endRecord() {
    guard position < bytes.count else { return }
    position += bytes[position...].starts(with: [0x0D, 0x0A]) ? 2 : 1
    line += 1
  }

  private mutating func passLine() {
    while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0x0D { position += 1 }
    endRecord()
  }

  private mutating func quotation() -> ArraySlice<UInt8>? {
    var field: ArraySlice<UInt8> = []
    position += 1
    var before: UInt8 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 0x22 {
        if position == bytes.count || Self.endsField(bytes[position]) { return field }
        guard bytes[position] == 0x22 else { return nil }
        position += 1
      }
      if byte == 0x0D || byte == 0x0A && before != 0x0D { line += 1 }
      before = byte
      field.append(byte)
    }
    return nil
  }
}
