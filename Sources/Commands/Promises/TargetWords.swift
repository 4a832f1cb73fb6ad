import ServiceLevels
import SupportDesk

extension Target {
  /// The target as people say it: `1 month`, `5 working days`, `4 h round the clock`.
  ///
  /// - Parameter length: how long something is said to be; hours of work are no days.
  func words(_ length: (Int64) -> String) -> String {
    let amount =
      switch amount {
      case .running(let milliseconds): length(milliseconds)
      case .workingDays(let count): Self.count(count, "working day")
      case .days(let count): Self.count(count, "day")
      case .weeks(let count): Self.count(count, "week")
      case .months(let count): Self.count(count, "month")
      }
    return amount + (isAlways ? " round the clock" : "")
  }

  private static func count(_ count: Int, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}

extension Promise {
  /// What was promised, as people say it; what it came to stands behind it where that is not the same.
  var words: String {
    let whole = length(budgetMs)
    guard let target, let read = try? Target(text: target) else { return whole }
    let words = read.words(length)
    if read.runningMs != nil { return words }
    // Days that are as long as days are need no other words.
    if case .days(let count) = read.amount, budgetMs == Int64(count) * 86_400_000 { return words }
    return "\(words) (\(whole))"
  }

  /// How long something of its clock is: in hours of work where its calendar closes.
  func length(_ milliseconds: Int64) -> String {
    DurationText.words(milliseconds, withDays: calendar == Calendars.always)
  }

  /// The same to the second, as a sum has it.
  func summand(_ milliseconds: Int64) -> String {
    DurationText.words(milliseconds, withDays: calendar == Calendars.always, isWhole: true)
  }

  /// By what: the policy, its version, the row, and in whose hours.
  var origin: String {
    "policy \(policy) \(policyVersion)" + (rank.map { ", row \($0)" } ?? "")
      + (calendar == Calendars.always ? "" : ", on \(calendar)")
  }
}
