/// A minute in milliseconds.
let minuteMs: Int64 = 60_000
/// An hour in milliseconds.
let hourMs = 60 * minuteMs
/// A day in milliseconds, on wall clocks that nobody sets.
let dayMs = 24 * hourMs
/// 366 days in milliseconds: no year is longer.
let longestYearMs = 366 * dayMs
