/// What can be done to a ticket, as far as its status is concerned.
package enum Action: String, CaseIterable, Sendable {
  case take, assign, steal, release, reply, note, receive, wait, resolve, reopen, close, set, tag
  case rename, transfer, merge, split, link, snooze
  case excuse = "no-reply-needed"

  /// The status an action leads to, by the status it starts from; absent where it is not allowed.
  ///
  /// The one table of design.md section 4. `reply` is staff's; a customer's message is `receive`,
  /// whoever types it. What brings a resolved or closed ticket back is bound to the reopen window
  /// besides. A new ticket is nobody's, so it can be neither stolen nor released.
  private static let table: [Action: [Status: Status]] = [
    .take: [.new: .open, .open: .open, .waiting: .waiting],
    .assign: [.new: .open, .open: .open, .waiting: .waiting],
    .steal: [.open: .open, .waiting: .waiting],
    .release: [.open: .open, .waiting: .waiting],
    .reply: [.new: .open, .open: .open, .waiting: .waiting, .resolved: .resolved],
    .note: unmoved,
    .receive: [
      .new: .new, .open: .open, .waiting: .open, .resolved: .open, .closed: .open,
    ],
    .wait: [.new: .waiting, .open: .waiting],
    .resolve: [.new: .resolved, .open: .resolved, .waiting: .resolved],
    .reopen: [.resolved: .open, .closed: .open],
    .close: [.resolved: .closed],
    .set: [.new: .new, .open: .open, .waiting: .waiting],
    .tag: unmoved,
    .rename: unmoved,
    .transfer: unmoved,
    .merge: Dictionary(uniqueKeysWithValues: Status.allCases.map { ($0, .closed) }),
    .split: unmoved,
    .link: unmoved,
    .snooze: [.new: .new, .open: .open, .waiting: .waiting],
    .excuse: [.new: .new, .open: .open, .waiting: .waiting],
  ]

  private static let unmoved = Dictionary(
    uniqueKeysWithValues: Status.allCases.map { ($0, $0) })

  /// The status the action leads to; nil where the status does not allow it.
  package func next(from status: Status) -> Status? { Self.table[self]?[status] }

  /// The actions that a status allows, in the order of the cases.
  package static func allowed(in status: Status) -> [Action] {
    allCases.filter { $0.next(from: status) != nil }
  }
}
