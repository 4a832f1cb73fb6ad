import ServiceLevels
import Storage
import SupportDesk
import Testing

@Suite struct DraftTests {
  private func draft(_ number: Int64, _ text: String, at: Instant, ticket: Int64? = 12) -> Draft {
    Draft(
      number: number, method: "ticket.reply", arguments: #"{"ticket":12}"#,
      ticket: ticket.map { TicketNumber($0) },
      customer: ticket.map { _ in PersonNumber(3) }, text: text, at: at)
  }

  private func drafts(_ desk: TestDesk, _ person: Person) throws -> [Draft] {
    try desk.ask { state throws(Failure) in try state.drafts(of: person.number) }
  }

  @Test(arguments: Place.allCases)
  func `a draft is kept as it was written, for its writer alone`(place: Place) throws {
    let desk = try TestDesk(place)
    let text = "Ka\u{308}se\r\n.\u{7}"
    let (first, second) = (
      draft(1, text, at: desk.now), draft(2, "", at: desk.now, ticket: nil)
    )
    try desk.store.writing { state throws(Failure) in
      try state.keep(second, of: desk.ana.number)
      try state.keep(first, of: desk.ana.number)
    }
    let kept = try drafts(desk, desk.ana)
    #expect(kept == [first, second])
    #expect(Array(kept[0].text.utf8) == Array(text.utf8))
    #expect(try drafts(desk, desk.bo).isEmpty)
    let later = draft(1, "more", at: desk.now.advanced(byMilliseconds: 5))
    try desk.store.writing { state throws(Failure) in try state.keep(later, of: desk.ana.number) }
    #expect(try drafts(desk, desk.ana) == [later, second])
    #expect(try desk.faults().isEmpty)
    #expect(try desk.store.verify().values == 6, "four names and two addresses")
  }

  @Test(arguments: Place.allCases)
  func `a number is not given again while its draft could still be meant`(place: Place) throws {
    let desk = try TestDesk(place)
    try desk.store.writing { state throws(Failure) in
      var next: [Int64] = []
      for _ in 0..<3 {
        let number = try state.nextDraft(of: desk.ana.number)
        next.append(number)
        try state.keep(self.draft(number, "x", at: desk.now), of: desk.ana.number)
      }
      try state.dropDraft(2, of: desk.ana.number)
      next.append(try state.nextDraft(of: desk.ana.number))
      try state.dropDraft(3, of: desk.bo.number)
      try state.dropDraft(3, of: desk.ana.number)
      next.append(try state.nextDraft(of: desk.ana.number))
      next.append(try state.nextDraft(of: desk.bo.number))
      #expect(next == [1, 2, 3, 4, 4, 1])
    }
    #expect(try drafts(desk, desk.ana).map(\.number) == [1])
  }

  @Test(arguments: Place.allCases)
  func `what is older than thirty days goes when another is kept`(place: Place) throws {
    let desk = try TestDesk(place)
    let old = desk.now
    let day: Int64 = 86_400_000
    func keep(_ number: Int64, _ person: Person, days: Int64, ms: Int64 = 0) throws {
      let at = old.advanced(byMilliseconds: days * day + ms)
      try desk.store.writing { state throws(Failure) in
        try state.keep(self.draft(number, "x", at: at), of: person.number)
      }
    }
    try keep(1, desk.ana, days: 0)
    try keep(1, desk.bo, days: 0)
    try keep(2, desk.ana, days: 30)
    #expect(try drafts(desk, desk.ana).map(\.number) == [1, 2])
    try keep(3, desk.ana, days: 30, ms: 1)
    #expect(try drafts(desk, desk.ana).map(\.number) == [2, 3])
    #expect(try drafts(desk, desk.bo).isEmpty)
  }
}
