import JSON

extension PayloadVersions {
  /// What makes newer payloads of older ones, by the word of the kind, from the first version on.
  static let upcasts: [String: [any Upcast]] = ["policy.set": [RanklessPolicies()]]
}

/// Policies as the first version of their payload has them: one warning, no ranks, and every clock round
/// the clock.
private struct RanklessPolicies: Upcast {
  func next(_ payload: JSONObject) throws(PayloadFault) -> JSONObject {
    var next = payload
    guard let percent = payload["warnPercent"], let targets = payload["targets"]?.array else {
      throw .member(payload["warnPercent"] == nil ? "warnPercent" : "targets")
    }
    next["warnPercent"] = nil
    next["targets"] = nil
    next["warnings"] = .array([percent])
    next["rows"] = .array(
      targets.enumerated().map { index, target in
        guard var row = target.object else { return target }
        row["rank"] = .integer(Int64(index + 1) * 10)
        row["calendar"] = "always"
        row["respondNext"] = row["respond"]
        return .object(row)
      })
    return next
  }
}
