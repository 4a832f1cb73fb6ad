import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// Where a list goes on.
struct CursorTests {
  private func isRead(_ text: String, of filter: String = "live") -> Bool {
    (try? ListCursor.read(text, of: filter)) != nil
  }

  @Test("a cursor is of one filter, and says the place behind which the list goes on")
  func whole() throws {
    for due in [Instant(milliseconds: 1_772_442_000_000), nil] {
      let text = ListCursor.text(number: TicketNumber(12), due: due, of: "live")
      let place = try ListCursor.read(text, of: "live")
      #expect(place.due == due && place.number == TicketNumber(12))
      #expect(!isRead(text, of: "mine") && !isRead(text, of: ""))
    }
  }

  @Test(
    "what no list gave is no cursor",
    arguments: [
      "", ".", "..", "x.1.M", "1.0.M", "1.-1.M", "1.+1.M", "1.x.M", "1.1.", "1.1", "1.1.M.",
      "1..1.M",
      ".1.1.M", "1.1.M ", ".1.M", "--.1.M",
    ])
  func broken(pattern: String) throws {
    let whole = ListCursor.text(number: TicketNumber(1), due: nil, of: "live")
    let mark = try #require(whole.split(separator: ".").last)
    #expect(!isRead(pattern.replacing("M", with: mark)))
  }
}
