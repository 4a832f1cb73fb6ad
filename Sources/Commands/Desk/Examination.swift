import ServiceLevels
import SupportDesk

/// What the facts of a store mean, in words.
struct Examination {
  private let facts: StoreFacts
  private let outdated: [(calendar: String, zone: String)]
  private let wall: Wall

  private static let backupAgeMaxMs: Int64 = 7 * 86_400_000
  private static let freeBytesMin: Int64 = 100 << 20
  private static let logBytesMax: Int64 = 64 << 20
  private static let namedMax = 10

  /// - Parameters:
  ///   - outdated: the calendars whose zone has other rules on this system.
  ///   - wall: the clock by which they are judged.
  init(_ facts: StoreFacts, outdated: [(calendar: String, zone: String)], by wall: Wall) {
    self.facts = facts
    self.outdated = outdated
    self.wall = wall
  }

  var checks: [HealthCheck] {
    let file = facts.file.map { [protection($0), mode($0), folder($0), space($0), log($0)] } ?? []
    return file + [backup, clock, notices, silence, list, erasure, zones]
  }

  private var zones: HealthCheck {
    if outdated.isEmpty {
      return .init(
        subject: .zones, state: .good, says: "calendars have the rules that the system's zones have"
      )
    }
    let told = outdated.prefix(Self.namedMax).map { "\($0.zone) of the calendar \($0.calendar)" }
    return .init(
      subject: .zones, state: .warning,
      says:
        "the system has other rules of \(told.joined(separator: ", ")): calendar amend takes them in,"
        + " from when they hold")
  }

  // MARK: The file

  private func protection(_ file: StoreFacts.File) -> HealthCheck {
    .init(
      subject: .protection, state: .good,
      says: "whoever may write \(file.path) can change it by other programs; verify finds that,"
        + " against anchors that you keep elsewhere")
  }

  private func mode(_ file: StoreFacts.File) -> HealthCheck {
    let mode = "its mode is \(Self.octal(file.rights.mode))"
    if file.rights.othersMayWrite || file.rights.groupMayWrite {
      return .init(
        subject: .file, state: .bad, says: "\(mode): others may write it; chmod 600 \(file.path)")
    }
    if file.rights.isReadByOthers {
      return .init(
        subject: .file, state: .warning,
        says: "\(mode): others may read all of it; chmod 600 \(file.path)")
    }
    return .init(subject: .file, state: .good, says: "\(Self.size(file.bytes)), and \(mode)")
  }

  private func folder(_ file: StoreFacts.File) -> HealthCheck {
    let mode = "the mode of \(file.folder) is \(Self.octal(file.folderRights.mode))"
    if file.folderRights.othersMayReplace {
      return .init(
        subject: .folder, state: .bad,
        says: "\(mode): others may put another store in its place; chmod o-w \(file.folder)")
    }
    if file.folderRights.othersMayWrite {
      return .init(
        subject: .folder, state: .warning,
        says: "\(mode): others may put a log beside the store; a folder of its own is better")
    }
    if file.folderRights.groupMayWrite {
      return .init(
        subject: .folder, state: .warning,
        says: "\(mode): its group may put another store in its place; chmod g-w \(file.folder)")
    }
    return .init(subject: .folder, state: .good, says: mode)
  }

  private func space(_ file: StoreFacts.File) -> HealthCheck {
    let free = "\(Self.size(file.freeBytes)) free"
    // A backup beside it, and an erasure, need as much as it has.
    let isEnough = file.freeBytes >= max(Self.freeBytesMin, 2 * file.bytes)
    return .init(
      subject: .space, state: isEnough ? .good : .warning,
      says: isEnough ? free : "\(free): too little for a backup beside it or an erasure")
  }

  private func log(_ file: StoreFacts.File) -> HealthCheck {
    if !file.leftovers.isEmpty {
      return .init(
        subject: .log, state: .bad,
        says: file.leftovers.joined(separator: ", ")
          + ": left by a program that was stopped, or when another file was put in the store's place;"
          + " restore takes one back, and what is needed no more holds people's words until it is removed"
      )
    }
    let isLong = file.logBytes > Self.logBytesMax
    return .init(
      subject: .log, state: isLong ? .warning : .good,
      says: Self.size(file.logBytes)
        + (file.logBytes > 0 ? ": copy the store by backup, not by cp" : "")
        + (isLong ? ": a program has been reading for long, and keeps it from being taken in" : ""))
  }

  // MARK: Backups

  private var backup: HealthCheck {
    guard let last = facts.lastBackup else {
      return .init(
        subject: .backup, state: .warning, says: "none is known of; backup FILE writes one")
    }
    if !last.isUsable {
      return .init(
        subject: .backup, state: .warning,
        says: "the last, \(last.path), is no longer there or no copy of this store;"
          + " backup FILE writes one")
    }
    let age = wall.now - last.at
    let says = "\(last.path), \(DurationText.words(max(0, age))) ago"
    return .init(
      subject: .backup, state: age > Self.backupAgeMaxMs ? .warning : .good,
      says: age > Self.backupAgeMaxMs ? "\(says): backup FILE writes a newer one" : says)
  }

  // MARK: The clock

  private var clock: HealthCheck {
    let last = wall.moment(facts.head.recordedAt).long
    switch facts.head.fit(of: wall.now) {
    case .fits:
      return .init(subject: .clock, state: .good, says: "it fits the last change, of \(last)")
    case .behind:
      return .init(
        subject: .clock, state: .bad,
        says: "it is behind the last change, of \(last), and nothing can be written: set it right,"
          + " or see help clock accept")
    case .leapt:
      return .init(
        subject: .clock, state: .warning,
        says: "it is more than 35 days after the last change, of \(last): see help clock accept")
    }
  }

  // MARK: What is told

  private var notices: HealthCheck {
    guard facts.untold > 0, let since = facts.untoldSince else {
      return .init(subject: .notices, state: .good, says: "nothing is due that was not told")
    }
    return .init(
      subject: .notices, state: .warning,
      says: "\(facts.untold) due and not told, the first since \(wall.moment(since).long):"
        + " tick tells them; let a timer run desk tick")
  }

  private var silence: HealthCheck {
    named(
      .silence, facts.silent, good: "nothing is due that a tick would not tell",
      bad: "something is due of tickets, and nothing would be told: verify")
  }

  private var list: HealthCheck {
    named(
      .list, facts.misplaced, good: "what is due within 10 min is listed, and nothing else",
      bad: "the list of what is due within 10 min is wrong in tickets: verify")
  }

  private func named(
    _ subject: HealthCheck.Subject, _ tickets: [TicketNumber], good: String, bad: String
  ) -> HealthCheck {
    if tickets.isEmpty { return .init(subject: subject, state: .good, says: good) }
    let names = tickets.prefix(Self.namedMax).map(\.description).joined(separator: ", ")
    let more = tickets.count > Self.namedMax ? " and \(tickets.count - Self.namedMax) more" : ""
    return .init(subject: subject, state: .bad, says: "\(bad) (\(names)\(more))")
  }

  // MARK: Erasures

  private var erasure: HealthCheck {
    guard let first = facts.unswept.first else {
      return .init(subject: .erasure, state: .good, says: "none is unfinished")
    }
    let names = facts.unswept.map { "erased-\($0.value)" }.joined(separator: ", ")
    return .init(
      subject: .erasure, state: .bad,
      says: "the store's files may still hold the words of \(names): erase \(first.value) again")
  }

  // MARK: Words

  private static func octal(_ mode: Int64) -> String {
    let digits = String(mode, radix: 8)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Bytes in the largest unit of which there is at least one, cut to a decimal.
  static func size(_ bytes: Int64) -> String {
    let units: [(String, Int64)] = [
      ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000),
    ]
    guard let (name, unit) = units.first(where: { bytes >= $0.1 }) else { return "\(bytes) bytes" }
    return "\(bytes / unit).\(bytes % unit * 10 / unit) \(name)"
  }
}
