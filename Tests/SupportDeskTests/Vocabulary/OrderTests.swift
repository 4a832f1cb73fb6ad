import SupportDesk
import Testing

/// What is put in order is in one order, in which nothing comes before itself.
struct OrderTests {
  private func isOrdered(_ values: [some Comparable]) -> Bool {
    values.indices.allSatisfy { left in
      values.indices.allSatisfy { right in
        (values[left] < values[right]) == (left < right)
          && (values[left] == values[right]) == (left == right)
      }
    }
  }

  @Test func `numbers are in the order of their values`() {
    let values: [Int64] = [.min, -1, 0, 1, 2, 10, .max]
    #expect(isOrdered(values.map { TicketNumber($0) }))
    #expect(isOrdered(values.map { PersonNumber($0) }))
  }

  @Test func `a word is stored by its rank, and no other number is one`() {
    for clock in ClockName.allCases { #expect(ClockName(rank: clock.rank) == clock) }
    for status in Status.allCases { #expect(Status(rank: status.rank) == status) }
    for priority in Priority.allCases { #expect(Priority(rank: priority.rank) == priority) }
    for rank in [-1, .min, .max] {
      #expect(ClockName(rank: rank) == nil)
      #expect(Status(rank: rank) == nil)
      #expect(Priority(rank: rank) == nil)
    }
    #expect(ClockName(rank: ClockName.allCases.count) == nil)
    #expect(Status(rank: Status.allCases.count) == nil)
    #expect(Priority(rank: Priority.allCases.count) == nil)
  }

  @Test func `priorities are in the order of their urgency`() {
    #expect(Priority.allCases.map(\.rank) == Array(0..<Priority.allCases.count))
    #expect(Priority.allCases == [.urgent, .high, .medium, .low])
  }
}
