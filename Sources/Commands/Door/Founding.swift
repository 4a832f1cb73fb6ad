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
    let person = PersonEvent.Added(
      name: Words(name), address: nil, roles: [.agent, .manager, .administrator], uid: uid)
    let facts: [Fact] =
      [
        .desk(.created(schema: format, isReplay: isReplay)),
        .policy(PolicyNumber(1), .set(.statement(zone: zone))),
      ]
      + PolicyFact.services.enumerated().map { index, service in
        .service(
          ServiceNumber(Int64(index + 1)),
          .added(name: service.name, uptimeBasisPoints: service.uptimeBasisPoints))
      }
      + [.person(PersonNumber(1), .added(person))]
    _ = try transaction.append(
      Change(
        origin: Origin(
          actor: .person(PersonNumber(1)), channel: program.channel, method: "desk.found",
          program: program.name),
        recordedAt: now, occurrences: facts.map { Occurrence($0, at: now) }))
  }
}
