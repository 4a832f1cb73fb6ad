/// Why bytes are not the description of a zone.
package enum ZoneFailure: Error, Hashable, Sendable {
  /// The first bytes are not those of a TZif file of a known version.
  case notZoneFile
  /// The bytes end before the part that begins at this offset does.
  case truncated(at: Int)
  /// The part that begins at this offset breaks a rule of the format.
  case malformed(Part, at: Int)
  /// The times count leap seconds, which instants ignore.
  case countsLeapSeconds
  /// The rule for later times cannot be read from this byte of it on.
  case malformedRule(String, at: Int)

  /// A part of a TZif file.
  package enum Part: String, Hashable, Sendable {
    case counts
    case transitionTimes
    case transitionTypes
    case localTimeTypes
    case abbreviations
    case footer
  }
}
