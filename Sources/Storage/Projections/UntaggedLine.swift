import SupportDesk

/// A line of a list before its tags were asked for.
struct UntaggedLine {
  let line: TicketLine
  /// Whether there are any to ask for.
  let isTagged: Bool
}
