package import ServiceLevels
package import SupportDesk

/// Why a row, or a part of it, was not taken, with what shows it.
package enum ServiceNowFault: Error, Equatable, Sendable {
  /// A quotation that begins on the line does not end where a value ends.
  case quotation
  case columns(found: Int, expected: Int)
  case notText(ServiceNowColumn)
  case noNumber(value: String)
  /// A value that the rules for texts refuse.
  case badText(ServiceNowColumn, TextFault)
  /// No day and time of a calendar, days first.
  case noTime(ServiceNowColumn, value: String)
  /// A date that there is with the month first alone.
  case monthFirst(ServiceNowColumn, value: String)
  /// Behind the instant at which the import began.
  case future(ServiceNowColumn, value: String, began: Instant)
  case noPriority(value: String)
  /// The rest of the row is taken.
  case noState(value: String)
  /// Somebody at the desk changed the ticket since it was imported.
  case changedHere(TicketNumber)
}

/// A row of which something was not taken.
package struct UntakenRow: Equatable, Sendable {
  /// The line of the file, 1 and up.
  package let line: Int
  package let fault: ServiceNowFault
}
