import Interpreter
import SupportDesk

/// The standpoint of an answer that does not tell how things are now.
struct StandpointAnswer: Sendable {
  let occurredBy: Moment
  /// Nil for all there are, and to customers.
  let knownBy: Int64?

  /// - Returns: nil where nobody asked to look back.
  init?(_ desk: Reading) {
    guard desk.standpoint.isAsked else { return nil }
    occurredBy = desk.wall.moment(desk.standpoint.occurredBy)
    // Numbers of changes count what customers may not see.
    knownBy = desk.scope.isWhole ? desk.standpoint.knownBy : nil
  }

  static let shape = Shape<StandpointAnswer>(
    "Standpoint",
    [
      Field("occurredBy", "Facts that had occurred by then count.", .instant, \.occurredBy),
      Field(
        maybe: "knownBy", "Of them those that were recorded by this change; for staff alone.",
        .count, \.knownBy),
    ])

  /// The member of an answer that has one.
  static func field<Whole>(
    _ standpoint: @escaping @Sendable (Whole) -> StandpointAnswer?
  ) -> Field<Whole> {
    Field(
      maybe: "standpoint", "From where it was looked at; absent for how things are now.",
      shape.form, standpoint)
  }

  var page: Page {
    let known = knownBy.map { ", as far as it was known by change \($0)" } ?? ""
    return Page(.init("  as it was at \(occurredBy.long)\(known)", .dim))
  }
}
