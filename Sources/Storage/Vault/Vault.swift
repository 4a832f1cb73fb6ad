import JSON
import SupportDesk

/// What people wrote and are called, with the salts that tie it to the journal.
struct Vault {
  let database: any Database
  let salting: Salting

  /// The commitment of a value (identity-and-audit.md 4.6): lower-case hex.
  static func commitment(salt: [UInt8], value: String) -> String {
    commitment(salt: salt, value: Array(value.utf8))
  }

  static func commitment(salt: [UInt8], value: [UInt8]) -> String {
    var digest = Digest("desk-commit-v1")
    digest.field(salt)
    digest.field(value)
    return digest.sum().hex
  }

  /// Whether a payload may hold commitments; where it does not say so it holds none.
  static func isSealed(_ payload: String) -> Bool {
    // Looked for as bytes: a search for a string goes by characters, which costs fifty times more.
    var payload = payload
    return payload.withUTF8 { bytes in
      bytes.indices.dropLast(3).contains {
        bytes[$0] == 0x22 && bytes[$0 + 1] == 0x24 && bytes[$0 + 2] == 0x63
          && bytes[$0 + 3] == 0x22
      }
    }
  }

  /// One value on its way into the vault.
  struct Deposit {
    let member: String
    let salt: [UInt8]
    let value: String
  }

  /// Gives an event's words their commitments and collects the values to keep.
  func sealer(event: Int64, collect: @escaping (Deposit) -> Void) -> Sealer {
    { member, words in
      let salt = salting.salt(event: event, member: member)
      let text = words.text ?? ""
      let commitment = Self.commitment(salt: salt, value: text)
      collect(Deposit(member: member, salt: salt, value: text))
      return ["$c": .string(commitment)]
    }
  }

  /// One value of an event; nil once erased.
  func value(of event: Int64, _ member: String) throws(StorageFailure) -> String? {
    try database.first(
      "SELECT value FROM vault WHERE event = $1 AND member = $2", .integer(event), .text(member)
    ) { $0.text(0) }
  }

  /// The values of a stream's events that were not erased, by event and member.
  ///
  /// - Parameters:
  ///   - event: only of events from this one on.
  ///   - change: only of changes up to this one.
  func values(
    of stream: StreamName, from event: Int64, upTo change: Int64
  ) throws(StorageFailure) -> [Int64: [String: String]] {
    var values: [Int64: [String: String]] = [:]
    try database.rows(
      Self.ofStream, [.text(stream.text), .integer(event), .integer(change)], convert: { $0 }
    ) { row throws(StorageFailure) in
      values[row.integer(0), default: [:]][row.text(1)] = row.text(2)
    }
    return values
  }

  static let ofStream = """
    SELECT v.event, v.member, v.value FROM event AS e CROSS JOIN vault AS v
    WHERE e.stream = $1 AND e.sequence >= $2 AND e.change <= $3 AND v.event = e.sequence
    """

  /// Keeps a value, and the keys by which it is found.
  func keep(_ deposit: Deposit, event: Int64) throws(StorageFailure) {
    try database.run(
      "INSERT INTO vault (event, member, salt, value) VALUES ($1, $2, $3, $4)",
      .integer(event), .text(deposit.member), .blob(deposit.salt), .text(deposit.value))
    for entry in Spelling.entries(deposit.member, deposit.value) {
      try entry.keep(event: event, database)
    }
  }
}
