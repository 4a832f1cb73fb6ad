package import ServiceLevels
package import SupportDesk

/// The first change of a store.
package enum Founding {
  /// Writes the policy of the service statement, its services, and the person who sets the desk up.
  ///
  /// - Parameters:
  ///   - format: the store's, and whether it is a replay's, which the first event says.
  ///   - zone: the name of the machine's zone.
  ///   - uid: the operating system's user, and `name` what that user is called.
  package static func found(
    _ transaction: any Transaction, format: Int64, isReplay: Bool, at now: Instant, zone: String,
    uid: Int64, name: String, program: Program
  ) throws(Failure) {
    let person = DeskEvent.PersonAdded(
      number: PersonNumber(1), name: Words(name), address: nil,
      roles: [.agent, .manager, .administrator], uid: uid)
    let events: [DeskEvent] =
      [.created(schema: format, isReplay: isReplay), .policySet(.statement(zone: zone))]
      + PolicyFact.services.map {
        .serviceAdded(name: $0.name, uptimeBasisPoints: $0.uptimeBasisPoints)
      }
      + [.personAdded(person)]
    _ = try transaction.append(
      Change(
        origin: Origin(
          actor: .person(PersonNumber(1)), channel: program.channel, method: "desk.found",
          program: program.name),
        recordedAt: now, occurrences: events.map { Occurrence(.desk($0), at: now) }))
  }
}
