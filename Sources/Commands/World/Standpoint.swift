import ServiceLevels

/// From where one looks at the desk: what had occurred by an instant, as far as it was known by a
/// change.
struct Standpoint: Sendable {
  let occurredBy: Instant
  /// The last change that counts; nil for all there are.
  let knownBy: Int64?
}
