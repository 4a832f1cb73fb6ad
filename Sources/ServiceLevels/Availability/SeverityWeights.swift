/// What an outage of each severity counts, in percent of its length. (availability.md 2.1)
package struct SeverityWeights: Hashable, Sendable {
  private let major: Int
  private let partial: Int
  private let degraded: Int

  /// 100 for major, 30 for partial, 0 for degraded.
  package static let standard = SeverityWeights(100, 30, 0)

  /// Weights as agreed with the customer.
  ///
  /// Throws if one is not within 0 to 100.
  package init(major: Int, partial: Int, degraded: Int) throws(AvailabilityFailure) {
    for weight in [major, partial, degraded] { try Self.check(weight) }
    self.init(major, partial, degraded)
  }

  private init(_ major: Int, _ partial: Int, _ degraded: Int) {
    (self.major, self.partial, self.degraded) = (major, partial, degraded)
  }

  /// 0 to 100.
  package subscript(severity: Severity) -> Int {
    switch severity {
    case .major: major
    case .partial: partial
    case .degraded: degraded
    }
  }

  /// The weight of time in which nothing works at all.
  static let full = 100

  /// Throws unless the weight is 0 to 100.
  static func check(_ weight: Int) throws(AvailabilityFailure) {
    guard 0...full ~= weight else { throw .weightOutOfRange(weight) }
  }
}
