import Import
import ServiceLevels
import SupportDesk
import Testing

/// The words for what an import does not take: they stand in a file that people mend logs by.
struct FaultWordsTests {
  private static let began = Instant(milliseconds: 1_772_442_000_000)
  private static let long = String(repeating: "x", count: 41)

  private static let samples: [(ServiceNowFault, String, String)] = [
    (
      .quotation, "the quotation that begins on this line is not closed",
      "a comma or the end of the line behind the closing mark, and every mark inside doubled"
    ),
    (
      .columns(found: 12, expected: 11), "it has 12 columns",
      "11, as in the header; a value with a comma stands in quotation marks"
    ),
    (.notText(.category), "category is not valid UTF-8", "UTF-8"),
    (.noNumber(value: "?"), "number is \"?\"", "the incident's number"),
    (.badText(.caller, .empty), "caller_id is empty", line),
    (.badText(.caller, .tooLong(limitBytes: 1_000)), "caller_id is too long", line),
    (.badText(.symptom, .lines), "u_symptom has several lines", line),
    (.badText(.subcategory, .control(7)), "subcategory holds the control character 7", line),
    (
      .noTime(.openedAt, value: "x"), "opened_at is \"x\"",
      "a day of the calendar and its time, day first: 29/2/2016 01:16"
    ),
    (
      .monthFirst(.updatedAt, value: "2/13/2026 09:00"), "sys_updated_at is \"2/13/2026 09:00\"",
      "the day first: 13/2/2026 09:00"
    ),
    (
      .future(.openedAt, value: "x", began: began), "opened_at is \"x\"",
      "not after 2/3/2026 9:00, when the import began; times are taken for UTC"
    ),
    (.noPriority(value: "5"), "priority is \"5\"", "1, 2, 3 or 4 at its beginning"),
    (
      .noState(value: "Old"), "incident_state is \"Old\"",
      "New, Active, Awaiting User Info, Awaiting Vendor, Awaiting Problem, Awaiting Evidence,"
        + " Resolved or Closed; the rest of the row is taken"
    ),
    (
      .changedHere(TicketNumber(7)), "somebody at the desk changed #7 since it was imported",
      "to bring it up to date by hand"
    ),
  ]
  private static let line = "one line of at most 1000 bytes, not empty"

  @Test("each fault says what is wrong and what would be right", arguments: samples)
  func words(fault: ServiceNowFault, wrong: String, right: String) {
    #expect(fault.wrong == wrong)
    #expect(fault.right == right)
  }

  @Test("every kind of fault is told")
  func kinds() {
    #expect(Set(Self.samples.map(\.0.kind)) == Set(ServiceNowFault.Kind.allCases))
    #expect(
      ServiceNowFault.Kind.allCases.map(\.title) == [
        "a quotation that is not closed", "another number of columns than the header",
        "a value that is no text the desk can keep", "no incident number",
        "a time that there is not", "a date with the month first", "a time still to come",
        "a priority that is none of the four", "a state that is none of ServiceNow's",
        "a ticket that was changed at the desk since",
      ])
  }

  @Test("a value is shown up to its fortieth character, without what a terminal would act on")
  func values() {
    #expect(
      ServiceNowFault.noNumber(value: Self.long).wrong == "number is \"\(Self.long.dropLast())…\"")
    let whole = String(Self.long.dropLast())
    #expect(ServiceNowFault.noNumber(value: whole).wrong == "number is \"\(whole)\"")
    #expect(ServiceNowFault.noNumber(value: "a\u{1B}b").wrong == "number is \"a\u{FFFD}b\"")
  }
}
