/// Text that somebody wrote or is called: it lies in the vault, apart from the journal.
///
/// An event carries only its salted commitment, so a person can be erased and the chain still
/// holds (identity-and-audit.md 4.6). Two words are equal when their commitments are, or before
/// they have any, when their bytes are.
package struct Words: Hashable, Sendable {
  /// Nil once erased.
  package var text: String?
  /// Lower-case hex of SHA-256; nil before the words are stored.
  package var commitment: String?

  /// Words not stored yet.
  package init(_ text: String) {
    self.text = text
  }

  /// Words as the store gives them back.
  package init(text: String?, commitment: String) {
    self.text = text
    self.commitment = commitment
  }

  /// The text, or what stands for an erased one.
  package var shown: String { text ?? "(erased)" }
}
