/// Why a text is not a document; places are offsets in bytes of UTF-8.
package enum JSONFailure: Error, Equatable {
  /// The first byte of an ill-formed sequence.
  case notUTF8(at: Int)
  /// The byte that cannot be there (the length of the text, if it ends too soon), and what could.
  case syntax(at: Int, expected: String)
  /// The bracket that opens one level too many.
  case tooDeep(at: Int)
  /// The first byte of a string, member name or number that is too long.
  case tooLong(at: Int)
  /// The text, or the pointers to its duplicates.
  case tooLarge
}
