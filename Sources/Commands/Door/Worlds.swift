import Interpreter
import ServiceLevels
import SupportDesk

/// Makes the world that a call's body gets: who acts, what they may, and the instant.
final class Worlds {
  let store: any Store
  let rim: Rim
  private let listing: Listing
  /// The zones that were asked for: reading one from the system takes longer than most calls.
  private var zones: [String: Zone] = [:]

  init(store: any Store, rim: Rim, listing: Listing) {
    self.store = store
    self.rim = rim
    self.listing = listing
  }

  /// Runs a body on one state of the desk.
  ///
  /// - Parameter call: whose permission is asked for; nil where nothing is called.
  func reading<Result>(
    _ call: Call? = nil, _ body: (Reading) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try store.reading { state throws(Failure) in
      let desk = try reading(state)
      if let call { try Self.allow(call.command, desk) }
      return try body(desk)
    }
  }

  /// Runs a body on one state of the desk for long: others are served meanwhile.
  func surveying<Result>(
    _ call: Call, _ body: (Reading) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try store.surveying { state throws(Failure) in
      let desk = try reading(state)
      try Self.allow(call.command, desk)
      return try body(desk)
    }
  }

  private func reading(_ state: any Snapshot) throws(Failure) -> Reading {
    let policies = try state.policies(upTo: nil)
    let now = rim.clock()
    return Reading(
      state, actor: try Identification(state: state).person(rim.actor()),
      standpoint: Standpoint(now: now), policies: policies,
      zone: try zone(of: policies.inForce(at: now)),
      listing: listing, sources: rim.sources)
  }

  /// The world of a write, once the clock and the actor's leave were checked.
  func writing(
    _ call: Call, _ transaction: any Transaction, _ rule: Write.ClockRule
  ) throws(Failure) -> Writing {
    let now = try instant(transaction, rule)
    let policies = try transaction.policies(upTo: nil)
    let actor = try Identification(state: transaction).person(rim.actor())
    let desk = Writing(
      transaction, actor: actor, at: now, policies: policies,
      zone: try zone(of: policies.inForce(at: now)),
      listing: listing, sources: rim.sources,
      origin: Origin(
        actor: .person(actor.number), channel: rim.program.channel, method: call.command.name,
        program: rim.program.name),
      isRehearsal: call[optional: WriteTerm.dryRun] == true)
    try Self.allow(call.command, desk)
    return desk
  }

  /// Whether the one who acts can be asked whether the clock is right, and may say so.
  func canVouch() -> Bool {
    guard rim.program.isPrompt else { return false }
    return (try? reading { desk throws(Failure) in desk.actor.has(.acceptClock) }) == true
  }

  private static func allow(_ command: Command, _ desk: Reading) throws(Failure) {
    guard let word = command.permission else { return }
    guard let permission = Permission(rawValue: word) else {
      preconditionFailure("\(command.name) needs a permission that there is not")
    }
    try desk.require(permission)
  }

  private func zone(of policy: PolicyFact) throws(Failure) -> Zone {
    if let zone = zones[policy.zone] { return zone }
    guard let zone = rim.zone(policy.zone) else {
      throw .storage(.cannotOpen(path: policy.zone, why: "the system has no such time zone"))
    }
    zones[policy.zone] = zone
    return zone
  }

  /// The instant of a write; whoever accepts the clock takes it as it is.
  func instant(
    _ state: any Snapshot, _ rule: Write.ClockRule
  ) throws(Failure) -> Instant {
    let (clock, head) = (rim.clock(), try state.head())
    if rule == .accepts, head.fit(of: clock) == .behind { return clock }
    return try refusing { () throws(Refusal) in
      try head.instant(ofWriteAt: clock, mayLeap: rim.isVirtual || rule == .accepts)
    }
  }
}
