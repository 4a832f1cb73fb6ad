package import ServiceLevels
package import SupportDesk

/// What the desk needs of the outside world, as values the program picks.
package struct Rim {
  /// Reads the clock: once per call, after the write lock is held.
  package var clock: () -> Instant
  /// A zone by its name; nil where the system has none so called.
  package var zone: (String) -> Zone?
  /// What texts of calendars and policies name outside the desk: zones with their rules, and files.
  package var sources: CalendarText.Sources
  /// Who acts.
  package var actor: () -> ActorReference
  package var program: Program
  /// Whether the clock is a replay's, which may leap.
  package var isVirtual: Bool
  /// The SHA-256 of a text in lower-case hex.
  package var digest: (String) -> String
  /// Keeps a text that the store cannot take in a file of its owner's.
  ///
  /// Gives the file's path; nil where even that fails.
  package var keepAside: (_ text: String, _ over: String?) -> String?
  /// Takes the records of long answers; nil where answers are held whole.
  package var records: (any RecordTaker)?
  /// How many bytes of records an answer has at most that is held whole.
  package var heldBytesMax = Self.heldMebibytesMax << 20
  static let heldMebibytesMax = 16

  package init(
    clock: @escaping () -> Instant, zone: @escaping (String) -> Zone?,
    sources: CalendarText.Sources, actor: @escaping () -> ActorReference, program: Program,
    isVirtual: Bool,
    digest: @escaping (String) -> String, keepAside: @escaping (String, String?) -> String?,
    records: (any RecordTaker)?
  ) {
    self.clock = clock
    self.zone = zone
    self.sources = sources
    self.actor = actor
    self.program = program
    self.isVirtual = isVirtual
    self.digest = digest
    self.keepAside = keepAside
    self.records = records
  }
}

/// Somebody, before the store was asked who that is.
package enum ActorReference: Hashable, Sendable {
  /// The operating system's user, by the kernel's word.
  case uid(Int64)
  /// A name, a name's first word, or an address: for an administrator, who is that user, and for
  /// replays.
  case named(String, by: Int64?)
}
