/// How far the import of one file has come.
package struct ImportProgress: Equatable, Sendable {
  /// SHA-256 of the file in lower-case hex: the same file goes on, another one is another import.
  package var digest: String
  /// How many incidents of the file, in the order of import, are recorded whole.
  package var done: Int64

  package init(digest: String, done: Int64) {
    self.digest = digest
    self.done = done
  }
}
