/// A stream whose events a change can hold.
package protocol JournalStream: Stream {
  /// What a fact tells of such a stream; nil where it tells of another.
  static func told(by fact: Fact) -> (number: Number, event: Event)?
}

extension Ticket: JournalStream {
  package static func told(by fact: Fact) -> (number: TicketNumber, event: TicketEvent)? {
    guard case .ticket(let number, let event) = fact else { return nil }
    return (number, event)
  }
}

extension Person: JournalStream {
  package static func told(by fact: Fact) -> (number: PersonNumber, event: PersonEvent)? {
    guard case .person(let number, let event) = fact else { return nil }
    return (number, event)
  }
}

extension Policy: JournalStream {
  package static func told(by fact: Fact) -> (number: PolicyNumber, event: PolicyEvent)? {
    guard case .policy(let number, let event) = fact else { return nil }
    return (number, event)
  }
}

extension Calendar: JournalStream {
  package static func told(by fact: Fact) -> (number: CalendarNumber, event: CalendarEvent)? {
    guard case .calendar(let number, let event) = fact else { return nil }
    return (number, event)
  }
}

extension Service: JournalStream {
  package static func told(by fact: Fact) -> (number: ServiceNumber, event: ServiceEvent)? {
    guard case .service(let number, let event) = fact else { return nil }
    return (number, event)
  }
}

extension Installation: JournalStream {
  package static func told(by fact: Fact) -> (number: Sole, event: DeskEvent)? {
    guard case .desk(let event) = fact else { return nil }
    return (.sole, event)
  }
}
