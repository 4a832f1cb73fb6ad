/// What a calendar and a clock on the wall show, in no zone in particular.
package struct CivilDateTime: Hashable, Sendable {
  /// The day.
  package let date: CivilDate
  /// Milliseconds since the wall clock showed midnight, 0 to 86,399,999.
  package let millisecondOfDay: Int

  /// The milliseconds that a wall clock shows in a day.
  package static let millisecondsPerDay = 86_400_000

  /// Joins a day and a time of day.
  ///
  /// Traps unless `millisecondOfDay` is 0 to 86,399,999.
  package init(date: CivilDate, millisecondOfDay: Int) {
    precondition(0..<Self.millisecondsPerDay ~= millisecondOfDay, "time of day out of range")
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }
}

extension CivilDateTime {
  /// 0 to 23.
  package var hour: Int { millisecondOfDay / 3_600_000 }
  /// 0 to 59.
  package var minute: Int { millisecondOfDay / 60_000 % 60 }
  /// 0 to 59.
  package var second: Int { millisecondOfDay / 1_000 % 60 }
  /// 0 to 999.
  package var millisecond: Int { millisecondOfDay % 1_000 }

  /// What a wall clock without any offset or change has counted since it showed 1970-01-01T00:00.
  var wallMilliseconds: Int {
    date.dayNumber * Self.millisecondsPerDay + millisecondOfDay
  }

  /// The inverse of `wallMilliseconds`.
  init(wallMilliseconds: Int) {
    let (day, rest) = wallMilliseconds.floored(by: Self.millisecondsPerDay)
    self.init(date: CivilDate(dayNumber: day), millisecondOfDay: rest)
  }
}
