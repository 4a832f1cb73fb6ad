import SupportDesk

/// What a proof has found so far; its duties share one.
final class Findings {
  var verification: Verification
  private var firstFault: Int64?

  init(_ anchor: Anchor) { verification = Verification(anchor: anchor) }

  /// Notes what does not hold, and the change at which it shows, if it shows at one.
  func fault(_ change: Int64? = nil, _ what: String) {
    verification.add(.init(change: change, what: what))
    if let change { firstFault = min(firstFault ?? change, change) }
  }

  /// What was found, once every duty is done.
  func finished() -> Verification {
    verification.proven = max(0, min(verification.changes, max(firstFault ?? .max, 1) - 1))
    return verification
  }
}
