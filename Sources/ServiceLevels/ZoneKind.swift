/// One of the times a zone has had: how far ahead of UTC, and what it is called.
struct ZoneKind: Hashable, Sendable {
  var offsetSeconds: Int
  var abbreviation: String
}

/// What is wrong with the bytes of a zone file.
package enum ZoneFailure: Error, Equatable, Sendable {
  case notAZoneFile
  case truncated
  case inconsistent(String)
  case badRule(String)
}
