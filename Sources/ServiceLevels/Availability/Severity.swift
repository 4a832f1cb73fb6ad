/// How much of a service is missing while an outage lasts.
package enum Severity: String, Hashable, Sendable {
  /// Nothing of use is left.
  case major
  /// Some of it, or for some people.
  case partial
  /// It works, and worse than it should.
  case degraded
}
