import JSON

/// The terms of every write: what a caller may add to it, on every way in.
package enum WriteTerm {
  package static let ifRevision = Parameter(
    "ifRevision", "Refuse with `conflict` unless the ticket that is named is at this revision.",
    .integer(1...Int64.max))
  package static let idempotencyKey = Parameter(
    "idempotencyKey", "A word of the caller's: the same call under it is carried out once.",
    .string("key", extent: .word, longest: 128))
  package static let dryRun = Parameter(
    "dryRun", "Tell what would be recorded, and change nothing.", .flag)
}
