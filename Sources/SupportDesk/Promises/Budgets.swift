import JSON

/// What a ticket's clocks may use, in running milliseconds, and by which policy.
package struct Budgets: Equatable, Sendable {
  package var policy: String
  package var policyVersion: Int64
  package var response: Int64
  package var resolution: Int64

  package init(policy: String, policyVersion: Int64, response: Int64, resolution: Int64) {
    self.policy = policy
    self.policyVersion = policyVersion
    self.response = response
    self.resolution = resolution
  }
}

extension Budgets {
  var payload: JSONObject {
    [
      "policy": .string(policy), "policyVersion": .integer(policyVersion),
      "resolution": .integer(resolution), "response": .integer(response),
    ]
  }

  init(_ reader: PayloadReader) throws(PayloadFault) {
    self.init(
      policy: try reader.string("policy"), policyVersion: try reader.integer("policyVersion"),
      response: try reader.integer("response"), resolution: try reader.integer("resolution"))
  }
}
