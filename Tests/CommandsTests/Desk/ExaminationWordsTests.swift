import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// What `doctor` says of what it finds, and how bad it takes it to be.
struct ExaminationWordsTests {
  private static let day: Int64 = 86_400_000
  private static let now = Instant(milliseconds: 100 * day)
  private static let file = StoreFacts.File(
    path: "/d/desk.db", rights: .init(owner: 1, mode: 0o600), folder: "/d",
    folderRights: .init(owner: 1, mode: 0o755), bytes: 4_096, logBytes: 0, freeBytes: 100 << 20)

  private static func facts(
    file: StoreFacts.File? = file, backup: (age: Int64, isUsable: Bool)? = (0, true),
    last: Int64 = 0, untold: Int = 0, since: Instant? = nil, silent: Int64 = 0,
    misplaced: Int64 = 0, unswept: [Int64] = []
  ) -> StoreFacts {
    var copy = backup.map {
      StoreFacts.Copy(path: "/b", kind: .backup, at: now.advanced(byMilliseconds: -$0.age))
    }
    copy?.isUsable = backup?.isUsable == true
    return StoreFacts(
      file: file, lastBackup: copy,
      head: Head(change: 1, recordedAt: now.advanced(byMilliseconds: last)), untold: untold,
      untoldSince: since, silent: (0..<silent).map { TicketNumber($0 + 1) },
      misplaced: (0..<misplaced).map { TicketNumber($0 + 1) },
      unswept: unswept.map { PersonNumber($0) })
  }

  private static func told(_ subject: HealthCheck.Subject, of facts: StoreFacts) -> String? {
    Examination(facts, outdated: [], by: Wall(zone: .utc, now: now)).checks.first {
      $0.subject == subject
    }
    .map { "\($0.state): \($0.says)" }
  }

  @Test("a store in no file is not judged by one")
  func memory() {
    let checks = Examination(
      Self.facts(file: nil), outdated: [], by: Wall(zone: .utc, now: Self.now)
    ).checks
    #expect(
      checks.map(\.subject) == [.backup, .clock, .notices, .silence, .list, .erasure, .zones])
    let all = Examination(Self.facts(), outdated: [], by: Wall(zone: .utc, now: Self.now)).checks
    #expect(all.map(\.subject) == HealthCheck.Subject.allCases)
  }

  /// What is said of a file and a folder of these modes.
  private static func told(file mode: Int64, folder: Int64) -> [String?] {
    var file = file
    file.rights.mode = mode
    file.folderRights.mode = folder
    return [HealthCheck.Subject.file, .folder].map { told($0, of: facts(file: file)) }
  }

  @Test("who else may do what with the file and its folder is told, and what to do")
  func rights() {
    let read = "others may read all of it; chmod 600 /d/desk.db"
    let written = "others may write it; chmod 600 /d/desk.db"
    let replaced = "others may put another store in its place; chmod o-w /d"
    let file = { (mode: Int64) in Self.told(file: mode, folder: 0o700)[0] }
    #expect(file(0o600) == "good: 4.0 kB, and its mode is 0600")
    #expect(file(0o640) == "warning: its mode is 0640: \(read)")
    #expect(file(0o604) == "warning: its mode is 0604: \(read)")
    #expect(file(0o620) == "bad: its mode is 0620: \(written)")
    #expect(file(0o602) == "bad: its mode is 0602: \(written)")
    let folder = { (mode: Int64) in Self.told(file: 0o600, folder: mode)[1] }
    #expect(folder(0o755) == "good: the mode of /d is 0755")
    #expect(folder(0o757) == "bad: the mode of /d is 0757: \(replaced)")
    #expect(folder(0o7) == "bad: the mode of /d is 0007: \(replaced)")
    let grouped = "its group may put another store in its place; chmod g-w /d"
    #expect(folder(0o775) == "warning: the mode of /d is 0775: \(grouped)")
    let sticky = "others may put a log beside the store; a folder of its own is better"
    #expect(folder(0o1777) == "warning: the mode of /d is 1777: \(sticky)")
    let anchors = "verify finds that, against anchors that you keep elsewhere"
    #expect(
      Self.told(.protection, of: Self.facts())
        == "good: whoever may write /d/desk.db can change it by other programs; \(anchors)")
  }

  @Test("there is room for 100 MiB and for twice the store, and a log has at most 64 MiB")
  func room() {
    func space(bytes: Int64, free: Int64) -> String? {
      var facts = Self.file
      (facts.bytes, facts.freeBytes) = (bytes, free)
      return Self.told(.space, of: Self.facts(file: facts))
    }
    let little = ": too little for a backup beside it or an erasure"
    #expect(space(bytes: 1, free: 100 << 20) == "good: 104.8 MB free")
    #expect(space(bytes: 1, free: (100 << 20) - 1) == "warning: 104.8 MB free" + little)
    #expect(space(bytes: 1 << 30, free: 2 << 30) == "good: 2.1 GB free")
    #expect(space(bytes: 1 << 30, free: (2 << 30) - 1) == "warning: 2.1 GB free" + little)
    func log(_ bytes: Int64) -> String? {
      var facts = Self.file
      facts.logBytes = bytes
      return Self.told(.log, of: Self.facts(file: facts))
    }
    let copy = ": copy the store by backup, not by cp"
    #expect(log(0) == "good: 0 bytes")
    #expect(log(1) == "good: 1 bytes" + copy)
    #expect(log(64 << 20) == "good: 67.1 MB" + copy)
    #expect(
      log((64 << 20) + 1) == "warning: 67.1 MB" + copy
        + ": a program has been reading for long, and keeps it from being taken in")
  }

  @Test("what lies beside the store of another one is told, and what becomes of it")
  func leftovers() {
    var file = Self.file
    file.leftovers = ["/d/a", "/d/b"]
    #expect(
      Self.told(.log, of: Self.facts(file: file))
        == "bad: /d/a, /d/b: left by a program that was stopped, or when another file was put in the"
        + " store's place; restore takes one back, and what is needed no more holds people's words until it is removed"
    )
  }

  @Test(
    "a number of bytes is told in the largest unit of which there is one",
    arguments: [
      (999, "999 bytes"), (1_000, "1.0 kB"), (999_999, "999.9 kB"), (1_000_000, "1.0 MB"),
      (1_000_000_000, "1.0 GB"), (999_999_999_999, "999.9 GB"), (1_000_000_000_000, "1.0 TB"),
    ] as [(Int64, String)])
  func sizes(bytes: Int64, words: String) {
    #expect(Examination.size(bytes) == words)
  }

  @Test("a backup is there, and at most a week old")
  func backups() {
    func told(_ backup: (Int64, Bool)?) -> String? {
      Self.told(.backup, of: Self.facts(backup: backup.map { (age: $0.0, isUsable: $0.1) }))
    }
    #expect(told(nil) == "warning: none is known of; backup FILE writes one")
    #expect(
      told((0, false))
        == "warning: the last, /b, is no longer there or no copy of this store;"
        + " backup FILE writes one")
    #expect(told((7 * Self.day, true)) == "good: /b, 7 d ago")
    #expect(
      told((7 * Self.day + 1, true)) == "warning: /b, 7 d ago: backup FILE writes a newer one")
    #expect(told((-5, true)) == "good: /b, 0 s ago")
  }

  @Test("the clock fits the last change, or is behind it, or leapt")
  func clocks() {
    let told = [0, 5_001, -36 * Self.day].map { Self.told(.clock, of: Self.facts(last: $0)) }
    #expect(
      told == [
        "good: it fits the last change, of 1970-04-11 00:00",
        "bad: it is behind the last change, of 1970-04-11 00:00:05, and nothing can be written:"
          + " set it right, or see help clock accept",
        "warning: it is more than 35 days after the last change, of 1970-03-06 00:00:"
          + " see help clock accept",
      ])
  }

  @Test("what is due is told, and listed")
  func due() {
    #expect(Self.told(.notices, of: Self.facts()) == "good: nothing is due that was not told")
    #expect(
      Self.told(.notices, of: Self.facts(untold: 2, since: Self.now))
        == "warning: 2 due and not told, the first since 1970-04-11 00:00:"
        + " tick tells them; let a timer run desk tick")
    #expect(
      Self.told(.silence, of: Self.facts()) == "good: nothing is due that a tick would not tell")
    #expect(
      Self.told(.silence, of: Self.facts(silent: 10))
        == "bad: something is due of tickets, and nothing would be told: verify"
        + " (#1, #2, #3, #4, #5, #6, #7, #8, #9, #10)")
    #expect(
      Self.told(.list, of: Self.facts())
        == "good: what is due within 10 min is listed, and nothing else")
    #expect(
      Self.told(.list, of: Self.facts(misplaced: 12))
        == "bad: the list of what is due within 10 min is wrong in tickets: verify"
        + " (#1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 2 more)")
  }

  @Test("an erasure that is not finished is told")
  func erasures() {
    #expect(Self.told(.erasure, of: Self.facts()) == "good: none is unfinished")
    #expect(
      Self.told(.erasure, of: Self.facts(unswept: [3, 5]))
        == "bad: the store's files may still hold the words of erased-3, erased-5: erase 3 again")
  }
}
