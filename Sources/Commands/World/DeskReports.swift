import SupportDesk

/// Every row of the desk that reports go through, each once.
struct DeskReports {
  private let state: any Snapshot
  private let actor: Person

  init(_ state: any Snapshot, for actor: Person) {
    self.state = state
    self.actor = actor
  }

  /// Every clock, in no order.
  func eachClock(_ body: (ClockRow) throws(Failure) -> Void) throws(Failure) {
    try check()
    try state.clocks(body)
  }

  /// Every clock with whose its ticket is.
  func eachClockOfPeople(
    _ body: (ClockRow, TicketParties) throws(Failure) -> Void
  ) throws(Failure) {
    try check()
    try state.clocksOfPeople(body)
  }

  /// Every budget that was used up as far as facts say by themselves, in no order.
  func eachBreach(_ body: (BreachRow) throws(Failure) -> Void) throws(Failure) {
    try check()
    try state.breaches(body)
  }

  /// Every stretch in which a ticket waited for its customer, in the order of tickets.
  func eachWait(_ body: (TicketWait) throws(Failure) -> Void) throws(Failure) {
    try check()
    try state.waits(body)
  }

  private func check() throws(Failure) {
    guard actor.has(.report) else { throw .refused(.forbidden(.report)) }
  }
}
