import Interpreter
import ServiceLevels
import SupportDesk

/// Every kind of event about the policy, and how it is told before it is recorded.
enum PolicyEvents {
  static let forms: [AnyEventForm] = [set.any, proposed.any]

  static func telling(_ event: PolicyEvent, _ desk: Reading) -> Telling {
    switch event {
    case .set(let fact): set.telling(PolicyAnswer(fact, desk))
    case .proposed(let fact): proposed.telling(PolicyAnswer(fact, desk))
    }
  }

  private static let proposed = EventForm<PolicyAnswer>(
    PolicyEvent.Kind.proposed.rawValue, PolicyAnswer.fields.filter { $0.name != "since" },
    isRecorded: false
  ) { policy in "the policy \(policy.fact.name) is proposed" }

  private static let set = EventForm<PolicyAnswer>(
    PolicyEvent.Kind.set.rawValue, PolicyAnswer.fields, isRecorded: false
  ) { policy in
    "the policy \(policy.fact.name) \(policy.fact.version) holds \(policy.from)"
  }
}
