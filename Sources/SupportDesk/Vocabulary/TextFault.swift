/// What is wrong with a text.
package enum TextFault: Equatable, Sendable {
  case empty
  case tooLong(limitBytes: Int)
  /// A control character that the text cannot hold, by its code point.
  case control(UInt32)
  /// The end of a line in what is one line: a subject, a name, an address, a tag.
  case lines
  /// A name that would be taken for a number, an address or whoever speaks.
  case reference
}
