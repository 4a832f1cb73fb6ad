import JSON

extension PayloadVersions {
  /// What makes newer payloads of older ones, by the word of the kind, from the first version on.
  static let upcasts: [String: [any Upcast]] = [
    "policy.set": [RanklessPolicies(), PriorityPolicies()]
  ]
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

/// Policies as the second version of their payload has them: a row is of one priority, promises every
/// clock but updates, and a change of priority keeps what has elapsed.
private struct PriorityPolicies: Upcast {
  func next(_ payload: JSONObject) throws(PayloadFault) -> JSONObject {
    var next = payload
    guard let rows = payload["rows"]?.array else { throw .member("rows") }
    next["onPriorityChange"] = "keep"
    next["pausesWaiting"] = true
    next["rows"] = .array(
      rows.map { row in
        guard var row = row.object else { return row }
        let renamed = [
          ("respond", "response"), ("respondNext", "nextResponse"), ("resolve", "resolution"),
        ]
        for (old, new) in renamed {
          row[new] = row[old]
          row[old] = nil
        }
        row["priorities"] = row["priority"].map { .array([$0]) }
        row["priority"] = nil
        return .object(row)
      })
    return next
  }
}
