/// A string that is equal to another only if their UTF-8 bytes are.
///
/// String's own `==` takes a composed and a decomposed `é` for the same text; JSON does not.
struct ByteText: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  static func == (left: ByteText, right: ByteText) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(text.utf8.count)
  }
}

extension String {
  /// Whether both hold the same UTF-8 bytes, which `==` does not ask.
  func hasSameBytes(as other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return withBytes { mine in
      other.withBytes { theirs in
        mine.indices.allSatisfy { mine[$0] == theirs[$0] }
      }
    }
  }

  /// Lends the UTF-8 bytes, without a copy for strings that already hold them in a row.
  @inline(__always)
  func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) {
      return result
    }
    return Array(utf8).withUnsafeBufferPointer(body)
  }
}
