import ServiceLevels
import SupportDesk

/// A stream whose fold is kept as rows.
///
/// Appending, proving and migrating write the rows in this one way.
protocol Projected: JournalStream {
  /// The tables of the rows, each with the column that has the stream's number.
  static var tables: [String: String] { get }

  /// Whether an event that is folded in next may undo rows that are there.
  func isLate(_ event: Recorded<Event>) -> Bool

  /// Writes the rows of the fold.
  ///
  /// - Parameters:
  ///   - newest: the events for which there are no rows yet; all of them where there is none.
  ///   - before: the fold whose rows are there; nil where there are none.
  ///   - anew: whether rows may be there that are none any more, for facts came late or at other
  ///     times than were known.
  ///   - calendars: those that measure clocks.
  func store(
    _ newest: [Recorded<Event>], over before: Self?, anew: Bool, by calendars: Calendars,
    in database: any Database
  ) throws(StorageFailure)
}

extension Projected {
  func isLate(_ event: Recorded<Event>) -> Bool { false }
}

extension StreamKind {
  /// The fold of such streams.
  var projected: any Projected.Type {
    switch self {
    case .ticket: Ticket.self
    case .person: Person.self
    case .policy: Policy.self
    case .calendar: Calendar.self
    case .service: Service.self
    case .desk: Installation.self
    }
  }
}

/// A stream without rows: few, and read where they are asked for.
protocol Rowless: Projected {}

extension Rowless {
  static var tables: [String: String] { [:] }

  func store(
    _ newest: [Recorded<Event>], over before: Self?, anew: Bool, by calendars: Calendars,
    in database: any Database
  ) throws(StorageFailure) {}
}

extension Policy: Rowless {}
extension Calendar: Rowless {}
extension Service: Rowless {}
extension Installation: Rowless {}
