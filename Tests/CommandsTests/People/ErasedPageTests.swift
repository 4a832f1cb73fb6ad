import Interpreter
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// What is said once a person is erased, whatever was found.
struct ErasedPageTests {
  private static func page(
    remains: [String]?, mentions: [(Int64, Int64)] = [], tags: [String] = [],
    copies: [StoreFacts.Copy.Kind] = [], areGone: Bool = false, width: Int = 200
  ) -> [String] {
    let at = Instant(milliseconds: 0)
    let moment = Wall(zone: .utc, now: at).moment(at)
    let erased = PersonErased(
      approvedBy: PersonNumber(2), values: 5, tickets: 1, messages: 2,
      drafts: 0, events: EventNumbers([]), mentions: EventNumbers([]))
    var done = ErasePerson(
      person: PersonAnswer(number: PersonNumber(3), name: "erased-3"), erased: erased,
      mentions: mentions.map { .init(ticket: TicketNumber($0.0), event: $0.1) },
      tags: tags.map { .init(ticket: TicketNumber(7), tag: $0) },
      copies: copies.map {
        var copy = StoreFacts.Copy(path: "/b", kind: $0, at: at)
        copy.isGone = areGone
        return .init(copy: copy, at: moment)
      },
      receipt: Receipt(change: 1, events: [1]))
    done.remains = remains
    let text = ErasePerson.shape.page(done).text(width: width)
    return text.split(separator: "\n").map(String.init)
  }

  private static let head =
    "erased-3 is erased: 5 values of 1 ticket, 2 messages among them, and 0 drafts"

  @Test("what the files still hold is told, and whether they were searched")
  func files() {
    #expect(
      Self.page(remains: nil) == [Self.head, "  the files were overwritten, and not searched"])
    #expect(
      Self.page(remains: []) == [Self.head, "  the files were searched, and hold none of it"])
    #expect(
      Self.page(remains: ["a", "b"]) == [Self.head, "  the files hold still, in no row: a; b"])
  }

  @Test("what is left elsewhere is told ticket by ticket")
  func elsewhere() {
    let page = Self.page(
      remains: [], mentions: [(9, 4), (2, 5), (2, 6)], tags: ["crane"], copies: [.backup, .aside])
    #expect(
      page.dropFirst(2) == [
        "  /b (a backup, 1970-01-01 00:00) holds them still",
        "  /b (kept aside, 1970-01-01 00:00) holds them still",
        "  #2 named them in events 5, 6", "  #9 named them in event 4",
        "  #7 has or had the tag crane, which the journal keeps",
      ])
  }

  @Test("a copy that is not in its place any more holds them all the same")
  func gone() {
    #expect(
      Self.page(remains: [], copies: [.backup], areGone: true).dropFirst(2) == [
        "  /b (a backup, 1970-01-01 00:00), which is not there any more: wherever it is, it holds"
          + " them still"
      ])
  }

  @Test("on a narrow screen what goes on stands further in than what it goes on from")
  func narrow() {
    func page(_ remains: [String]?) -> [String] {
      Self.page(
        remains: remains, mentions: [(9, 4), (9, 5)], tags: ["crane"], copies: [.aside], width: 24)
    }
    #expect(
      Array(page(nil).dropFirst(4)) == [
        "  the files were", "    overwritten, and not", "    searched", "  /b (kept aside,",
        "    1970-01-01 00:00)", "    holds them still", "  #9 named them in",
        "    events 4, 5", "  #7 has or had the tag", "    crane, which the",
        "    journal keeps",
      ])
    #expect(
      Array(page([]).dropFirst(4).prefix(3)) == [
        "  the files were", "    searched, and hold", "    none of it",
      ])
    #expect(
      Array(page(["some words of theirs"]).dropFirst(4).prefix(3)) == [
        "  the files hold still,", "    in no row: some", "    words of theirs",
      ])
  }
}
