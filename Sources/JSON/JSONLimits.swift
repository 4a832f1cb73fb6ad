/// How much one text may ask of the reader.
package struct JSONLimits: Sendable {
  /// The depth no limit can exceed, for the reader recurses.
  package static let depthCeiling = 512

  /// The longest text, and the most bytes all pointers to duplicates may take together.
  package var bytesMax: Int
  /// The most arrays and objects within each other, up to `depthCeiling`.
  ///
  /// A scalar alone has depth 0.
  package var depthMax: Int
  /// The longest string, member name or number, in bytes of UTF-8 after unescaping.
  package var stringBytesMax: Int

  package init(
    bytesMax: Int = 4 << 20, depthMax: Int = 64, stringBytesMax: Int = 1 << 20
  ) {
    self.bytesMax = bytesMax
    self.depthMax = depthMax
    self.stringBytesMax = stringBytesMax
  }
}
