import Storage
import SupportDesk
import Testing

@Suite struct ChangedHandsTests {
  @Test(arguments: Place.allCases)
  func `a list shows the new subject, and the ticket to its new customer alone`(
    place: Place
  ) throws {
    let desk = try TestDesk(place)
    let number = try desk.open(for: desk.ada)
    try desk.record(number, .renamed(.init(subject: Words("Plotter"))))
    try desk.record(
      number,
      .transferred(
        .init(to: desk.cid.number, was: desk.ada.number, because: Words("It is Cid's."))))
    let line = try #require(try desk.lines(desk.ana, .number([number])).first)
    #expect(line.subject == "Plotter")
    #expect(line.row.customer == desk.cid.number)
    #expect(try desk.numbers(desk.cid, .number([number])) == [number.value])
    #expect(try desk.numbers(desk.ada, .number([number])) == [])
    #expect(try desk.faults() == [])
  }

  @Test func `the texts of a new subject and of a reason come back with the history`() throws {
    let desk = try TestDesk(.memory)
    let number = try desk.open(for: desk.ada)
    try desk.record(
      number, .renamed(.init(subject: Words("Plotter"))),
      .transferred(.init(to: desk.cid.number, was: desk.ada.number, because: Words("Cid's."))))
    let history = try desk.ask { state throws(Failure) in
      try state.history(of: number, upTo: nil)
    }
    let texts = history.map { recorded -> String? in
      switch recorded.event {
      case .opened(let opened): opened.subject.text
      case .renamed(let change): change.subject.text
      case .transferred(let change): change.because.text
      default: nil
      }
    }
    #expect(texts == ["Printer", "Plotter", "Cid's."])
  }
}
