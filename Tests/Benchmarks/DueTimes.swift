import Foundation
import ServiceLevels

/// Times how many due times a second a working calendar gives: Mon-Fri 09:00-17:30 in London, with
/// eight holidays, for starts spread over five years.
///
/// usage: Benchmarks HOURS COUNT LISTED
///
/// Prints the seconds it took to make the calendar and to find COUNT due times of so many hours, then
/// the first LISTED of them in seconds since 1970, which `due_times.py` compares with others'.
@main struct DueTimes {
  static let holidays = [
    "01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-26",
  ]

  static func main() throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { Int64($0) }
    guard numbers.count == 3, numbers[1] > 0, 0...numbers[1] ~= numbers[2] else {
      FileHandle.standardError.write(Data("usage: Benchmarks HOURS COUNT LISTED\n".utf8))
      exit(2)
    }
    let starts = (0..<numbers[1]).map(start)
    let (hours, zone) = (try openingHours(), try london())
    let clock = ContinuousClock()
    var calendar = CalendarHistory.always
    let making = clock.measure {
      calendar = CalendarHistory(WorkingCalendar(hours: hours, zone: zone))
    }
    var dues = starts
    let finding = clock.measure {
      for (index, start) in starts.enumerated() {
        dues[index] = calendar.due(after: numbers[0] * 3_600_000, from: start)
      }
    }
    print(making / .seconds(1), finding / .seconds(1))
    for due in dues.prefix(Int(numbers[2])) { print(due.milliseconds / 1_000) }
  }

  /// From 2021 to 2025, in no order: a step that is prime to the seconds of five years.
  private static func start(_ index: Int64) -> Instant {
    let seconds = 1_609_459_200 + index * 15_485_863 % 157_766_400
    return Instant(milliseconds: seconds * 1_000)
  }

  private static func openingHours() throws -> OpeningHours {
    let day = [try Opening(text: "09:00-17:30")]
    let closures = try holidays.map { Closure(try Closure.Day(text: "*-" + $0), name: "holiday") }
    return try OpeningHours(week: [1: day, 2: day, 3: day, 4: day, 5: day], closures: closures)
  }

  private static func london() throws -> Zone {
    let url = URL(fileURLWithPath: "/usr/share/zoneinfo/Europe/London")
    return try Zone(name: "Europe/London", bytes: [UInt8](Data(contentsOf: url)))
  }
}
