/// What a text said, and which of it was said twice.
package struct JSONDocument: Sendable, Equatable {
  package let value: JSONValue

  /// JSON Pointers (RFC 6901) of the members whose name stood before in the same object.
  ///
  /// In the order of the text, one for each repetition. `value` holds the first of the members.
  package let duplicates: [String]
}
