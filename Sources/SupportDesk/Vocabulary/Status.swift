/// Where a ticket stands.
package enum Status: String, CaseIterable, Sendable {
  case new, open, waiting, resolved, closed

  /// Whether the desk still owes work.
  package var isLive: Bool { self == .new || self == .open || self == .waiting }

  /// How a row stores it: the order of the cases.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package init?(rank: Int) {
    guard Self.allCases.indices.contains(rank) else { return nil }
    self = Self.allCases[rank]
  }
}

/// What can be done to a ticket, as far as its status is concerned.
package enum Action: String, CaseIterable, Sendable {
  case take, assign, release, reply, note, receive, wait, resolve, reopen, close, set, tag

  /// The status an action leads to, by the status it starts from; absent where it is not allowed.
  ///
  /// The one table of design.md section 4. Reopening is bound to the reopen window besides.
  package static let table: [Action: [Status: Status]] = [
    .take: [.new: .open, .open: .open, .waiting: .waiting],
    .assign: [.new: .open, .open: .open, .waiting: .waiting],
    .release: [.new: .new, .open: .open, .waiting: .waiting],
    .reply: [.new: .open, .open: .open, .waiting: .waiting, .resolved: .resolved],
    .note: [
      .new: .new, .open: .open, .waiting: .waiting, .resolved: .resolved, .closed: .closed,
    ],
    .receive: [.new: .new, .open: .open, .waiting: .open, .resolved: .open],
    .wait: [.new: .waiting, .open: .waiting],
    .resolve: [.new: .resolved, .open: .resolved, .waiting: .resolved],
    .reopen: [.resolved: .open, .closed: .open],
    .close: [.resolved: .closed],
    .set: [.new: .new, .open: .open, .waiting: .waiting],
    .tag: [
      .new: .new, .open: .open, .waiting: .waiting, .resolved: .resolved, .closed: .closed,
    ],
  ]

  /// The actions that a status allows, in the order of the cases.
  package static func allowed(in status: Status) -> [Action] {
    allCases.filter { table[$0]?[status] != nil }
  }
}
