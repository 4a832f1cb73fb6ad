/// The desk as a whole, as its events make it.
package struct Installation: Stream {
  /// The number of the tables' format.
  package private(set) var schema: Int64
  package let isReplay: Bool
  package private(set) var version: Int64 = 1

  package static let kind = StreamKind.desk

  /// There is one.
  package struct Sole: StreamNumber {
    package let value: Int64

    package init(_ value: Int64) { self.value = value }

    package static let sole = Sole(StreamName.desk.number)
  }

  package init?(_ number: Sole, beginningWith first: Recorded<DeskEvent>) {
    guard case .created(let schema, let isReplay) = first.event else { return nil }
    (self.schema, self.isReplay) = (schema, isReplay)
  }

  package mutating func apply(_ recorded: Recorded<DeskEvent>) {
    version += 1
    switch recorded.event {
    // No desk is made twice; what was found out of clocks is read of all changes at once.
    case .created, .clockAccepted, .clockCorrected: break
    case .migrated(let schema): self.schema = schema
    }
  }
}
