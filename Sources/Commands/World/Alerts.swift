import SupportDesk

/// What somebody at an open console is told without asking.
struct Alerts {
  private let state: any Snapshot
  private let actor: Person
  private let scope: Scope

  init(_ state: any Snapshot, for actor: Person, in scope: Scope) {
    self.state = state
    self.actor = actor
    self.scope = scope
  }

  /// The number of the last change; 0 where there is none.
  var lastChange: Int64 {
    get throws(Failure) { try state.head().change }
  }

  /// What was recorded behind a change, in the order of the journal; staff alone are told something.
  func all(behind change: Int64) throws(Failure) -> [Alert] {
    try alerts(for: actor, behind: change)
  }

  /// The notices behind a change, whomever they concern; staff alone are told of them.
  func notices(behind change: Int64) throws(Failure) -> [Alert] {
    try alerts(for: nil, behind: change)
  }

  private func alerts(for person: Person?, behind change: Int64) throws(Failure) -> [Alert] {
    let last = try lastChange
    if last <= change || !scope.isWhole { return [] }
    var alerts: [Alert] = []
    for ticket in try state.tickets(alertedBy: change + 1...last) {
      let history = try state.history(of: ticket, upTo: nil)
      alerts += Alert.all(for: person, of: ticket, in: history, behind: change)
    }
    return alerts.sorted { $0.sequence < $1.sequence }
  }
}
