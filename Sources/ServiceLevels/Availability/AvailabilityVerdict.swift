/// What has become of a target in a period.
///
/// While the period runs, met means that it is met if nothing else fails, and missed that nothing
/// can be done about it any more. (availability.md 2.6)
package enum AvailabilityVerdict: String, Hashable, Sendable, CaseIterable {
  /// No time of the period is agreed: neither all nor none of it was up.
  case notApplicable = "not-applicable"
  case met
  case missed
  /// Only if the service was up enough in the time of which nobody can say.
  case metIfGapsWereUp = "met-if-gaps-were-up"

  /// Decided by whether the target is met with all gaps up, and with all of them down.
  init(gapsUp: Bool?, gapsDown: Bool?) {
    switch (gapsUp, gapsDown) {
    case (true, true): self = .met
    case (true, false): self = .metIfGapsWereUp
    case (false, _): self = .missed
    default: self = .notApplicable
    }
  }
}
