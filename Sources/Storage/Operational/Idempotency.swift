import CSodium
import ServiceLevels
import SupportDesk

/// Calls that were carried out under a key, kept for a day.
///
/// Of the parameters only a salted digest is kept, for they hold what people wrote; the answer is
/// made anew from the journal.
struct Idempotency {
  private let database: any Database

  init(_ database: any Database) { self.database = database }

  func find(key: String, actor: String) throws(StorageFailure) -> RememberedCall? {
    try database.first(
      """
      SELECT method, salt, digest, change, at FROM idempotency WHERE actor = $1 AND key = $2
      """, .text(actor), .text(key)
    ) { row in
      let salt = row.blob(1)
      let digest = row.blob(2)
      return RememberedCall(
        method: row.text(0), parameters: "", change: row.integer(3),
        at: Instant(clamping: row.integer(4)),
        matches: { Self.digest($0, salt: salt) == digest })
    }
  }

  func keep(
    _ call: RememberedCall, key: String, actor: String, salting: Salting
  ) throws(StorageFailure) {
    try database.run(
      "DELETE FROM idempotency WHERE at < $1",
      .integer(call.at.milliseconds - RememberedCall.keptMs))
    let salt = salting.salt(event: call.change, member: "idempotency")
    try database.run(
      """
      INSERT INTO idempotency (actor, key, method, salt, digest, change, at)
      VALUES ($1, $2, $3, $4, $5, $6, $7)
      """,
      .text(actor), .text(key), .text(call.method), .blob(salt),
      .blob(Self.digest(call.parameters, salt: salt)), .integer(call.change),
      .integer(call.at.milliseconds))
  }

  /// Forgets the calls of a person, and what others said whose words went or who spoke of the person: even
  /// a salted digest of few words can be guessed.
  ///
  /// The keys of others stay, and are refused from then on: a call that is repeated would bring back what was
  /// erased.
  func forget(_ person: PersonNumber, _ erased: EventNumbers) throws(StorageFailure) {
    let actor = Actor.person(person).text
    let rows = try database.all(
      """
      SELECT i.actor, i.key, e.sequence, e.payload, e.stream
      FROM idempotency AS i JOIN event AS e ON e.change = i.change
      """, []
    ) { row in
      (
        actor: row.text(0), key: row.text(1),
        isMeant: row.text(0) == actor || erased.contains(row.integer(2)) || row.text(4) == actor
          || [",", "}", "]"].contains { row.text(3).contains(":\(person.value)\($0)") }
      )
    }
    for row in rows where row.isMeant {
      let deed =
        row.actor == actor
        ? "DELETE FROM idempotency" : "UPDATE idempotency SET salt = x'', digest = x''"
      try database.run(
        "\(deed) WHERE actor = $1 AND key = $2", .text(row.actor), .text(row.key))
    }
  }

  private static func digest(_ parameters: String, salt: [UInt8]) -> [UInt8] {
    var digest = Digest("desk-idempotency-v1")
    digest.field(salt)
    digest.field(parameters)
    return digest.sum()
  }
}
