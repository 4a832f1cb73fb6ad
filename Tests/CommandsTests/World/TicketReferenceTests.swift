import SupportDesk
import Testing

@testable import Commands

/// How tickets are named.
struct TicketReferenceTests {
  @Test(
    "a ticket is named by its number, with or without a sign before it",
    arguments: [
      ("1", 1), ("#12", 12), ("T-12", 12), ("t-7", 7), ("9223372036854775807", .max),
    ] as [(String, Int64)])
  func numbers(text: String, number: Int64) {
    #expect(TicketReference(text) == .number(TicketNumber(number)))
  }

  @Test(
    "or by another system's name: two letters or more, and digits",
    arguments: [("INC0010", "INC0010"), ("ab1", "AB1"), ("inc7", "INC7")])
  func names(text: String, name: String) {
    #expect(TicketReference(text) == .name(name))
  }

  @Test(
    "and by nothing else",
    arguments: [
      "", "#", "0", "#0", "##1", "#T-1", "T-#1", "T-", "-1", "+1", "x1", "1x", "ab", "AB-1", "Ü1",
      "É12", "12 ",
    ])
  func none(text: String) { #expect(TicketReference(text) == nil) }
}
