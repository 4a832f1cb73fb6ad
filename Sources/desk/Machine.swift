import Commands
import ServiceLevels
import Storage
import SupportDesk

/// What the desk needs of this machine.
enum Machine {
  /// The rim of a desk that runs here.
  ///
  /// - Parameter records: takes the records of long answers; nil where answers are held whole.
  static func rim(
    clock: @escaping () -> Instant, actor: @escaping () -> ActorReference, program: Program,
    isVirtual: Bool = false, records: (any RecordTaker)? = nil
  ) -> Rim {
    Rim(
      clock: clock, zone: System.zone,
      sources: CalendarText.Sources(zone: System.zoneFact, file: System.document), actor: actor,
      program: program, isVirtual: isVirtual,
      digest: { JournalStore.digest(of: Array($0.utf8)) }, keepAside: DraftsAside.keep,
      records: records)
  }
}
