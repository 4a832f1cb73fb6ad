import SupportDesk

/// Proves a store, a duty after the other: the file, whose it is, the chain with the vault, and the
/// projections, which are made anew of the streams.
///
/// Not proven is what the desk only keeps for a while: drafts, keys of repeated calls, how far an
/// import has come. No event speaks of it and nothing is derived from it.
struct Verifier {
  private let journal: Journal
  private let findings: Findings

  init(_ journal: Journal) throws(StorageFailure) {
    self.journal = journal
    findings = Findings(try journal.anchor())
  }

  func run(_ progress: (_ done: Int64, _ total: Int64) -> Void) throws(Failure) -> Verification {
    let (journal, findings) = (journal, findings)
    try duty { () throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        for flaw in try journal.database.flaws() { findings.fault(nil, flaw) }
      }
    }
    try duty { () throws(Failure) in
      try wrapped { () throws(StorageFailure) in
        try IdentityCheck(journal: journal, findings: findings).run()
      }
    }
    var total: Int64 = 0
    try duty { () throws(Failure) in
      total = try wrapped { () throws(StorageFailure) in try self.total() }
      try ChainCheck(journal: journal, findings: findings).run { progress($0, total) }
    }
    try duty { () throws(Failure) in
      try StreamCheck(journal: journal, findings: findings).run {
        progress(findings.verification.events + $0, total)
      }
    }
    return findings.finished()
  }

  /// Proves the journal and the vault alone, of whatever format the rows are.
  func chain() throws(Failure) -> Verification {
    let (journal, findings) = (journal, findings)
    try duty { () throws(Failure) in
      try ChainCheck(journal: journal, findings: findings).run { _ in }
    }
    return findings.finished()
  }

  /// Where the file is broken, what cannot be read is a part of what is found, and ends no proof.
  private func duty(_ body: () throws(Failure) -> Void) throws(Failure) {
    do throws(Failure) {
      try body()
    } catch .storage(.damaged(let why)) {
      findings.fault(nil, "the file cannot be read on: \(why)")
    } catch .storage(.failed(_, let message)) where !findings.verification.holds {
      findings.fault(nil, "the file cannot be read on: \(message)")
    }
  }

  private func total() throws(StorageFailure) -> Int64 {
    try journal.database.first(
      "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM ticket)"
    ) { $0.integer(0) } ?? 0
  }
}
