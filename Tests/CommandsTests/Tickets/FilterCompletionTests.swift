import Interpreter
import Testing

@testable import Commands

/// What may stand at the end of a filter that is typed so far.
struct FilterCompletionTests {
  private static let statuses = "new open waiting resolved closed"
  private static let words =
    "mine unassigned all live overdue breached snoozed \(statuses) urgent high medium low"
    + " status: priority: agent: customer: tag: due< is: id: not or"

  /// Where it begins, what is offered, and where more comes from.
  private static func offered(_ source: String) throws -> String {
    let complete = try #require(ListAnswer.filter.slot(optional: true).complete)
    let part = complete(source)
    let more = (part.source as? Candidates).map { "\($0)" }
    return (["\(part.start)"] + part.candidates.map(\.value) + (more.map { ["+", $0] } ?? []))
      .joined(separator: " ")
  }

  @Test(
    "a term begins behind a blank, a parenthesis and the signs of negation",
    arguments: [
      ("", 0), ("ur", 0), ("mine ", 5), ("mine u", 5), ("mine\tu", 5), ("(", 1), ("(u", 1),
      ("((-u", 3), ("-u", 1), ("--u", 2), ("-", 1), ("not u", 4), ("mine (new or -", 14),
      ("tag:\"a b\" u", 10),
    ])
  func terms(source: String, start: Int) throws {
    #expect(try Self.offered(source) == "\(start) \(Self.words)")
  }

  @Test(
    "a value begins behind its field's sign and behind a comma",
    arguments: [
      ("status:", "7 \(statuses)"), ("STATUS:n", "7 \(statuses)"), ("-status:n", "8 \(statuses)"),
      ("status:new,o", "11 \(statuses)"), ("mine status:", "12 \(statuses)"),
      ("(status:", "8 \(statuses)"), ("priority:", "9 urgent high medium low"),
      ("is:", "3 \(statuses) live overdue breached unassigned snoozed"), ("due<", "4 30m 1h 1d"),
      ("due>=1", "5 30m 1h 1d"), ("due>", "4 30m 1h 1d"), ("due=", "4 30m 1h 1d"),
      ("agent:", "6 me none + agents"),
      ("owner:a", "6 me none + agents"), ("customer:", "9 me + customers"),
      ("customer:me,", "12 me + customers"), ("tag:", "4 + tags"), ("tag:a,b", "6 + tags"),
      ("id:", "3 + tickets"),
    ])
  func values(source: String, offers: String) throws {
    #expect(try Self.offered(source) == offers)
  }

  @Test(
    "inside a quotation and behind a field that there is not nothing is offered",
    arguments: [
      ("tag:\"a", "4"), ("tag:\"a b", "4"), ("tag:\"a -b", "4"), ("x:", "2"), ("x:a,", "4"),
    ])
  func nothing(source: String, offers: String) throws {
    #expect(try Self.offered(source) == offers)
  }
}
