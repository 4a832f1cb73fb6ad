import ServiceLevels
import Testing

/// What other systems' tests expect of working calendars, row by row.
@Suite(.enabled(if: SharedVectors.arePresent && SystemZones.areReadable)) struct SLACaseTests {
  @Test func `all rows are there`() {
    #expect(SLACase.all.count == 117)
    for (source, rows) in Dictionary(grouping: SLACase.all, by: { $0["source"] }).sorted(by: {
      $0.key < $1.key
    }) {
      print(
        "sla.csv: \(rows.count) rows of \(source): \(rows.map { $0["id"] }.joined(separator: " "))")
    }
  }

  @Test(arguments: SLACase.all)
  func `a row of sla.csv holds`(row: SLACase) throws {
    let calendar = try row.calendar()
    let start = try row.instant("start_utc")
    switch row["kind"] {
    case "due":
      let limit = calendar.limit(after: row.target, from: start)
      try expect(row, due: calendar.due(after: row.target, from: start), limit: limit)
    case "due_before":
      // What is not due by is the earlier of the two: no time at all before a closed instant is
      // the closing, as far back as nothing runs.
      try #expect(
        calendar.earliestStart(before: row.target, until: start) == row.instant("expected"))
      guard row.target > 0 else { return }
      try #expect(calendar.latestStart(before: row.target, until: start) == row.instant("expected"))
    case "elapsed":
      let elapsed = calendar.running(from: start, to: try row.instant("end_utc"))
      #expect(elapsed == (Int64(row["expected"]) ?? -1) * 1_000)
    case "first_open":
      #expect(calendar.firstOpening(from: start) == (try row.instant("expected")))
    case "is_open":
      #expect(calendar.isOpen(at: start) == (row["expected"] == "1"))
    case "due_days":
      try expect(row, daysFrom: start, on: calendar)
    case "due_paused", "elapsed_paused":
      try expect(row, clockFrom: start, on: calendar)
    default:
      Issue.record("no such kind: \(row["kind"])")
    }
  }

  private func expect(_ row: SLACase, daysFrom start: Instant, on calendar: CalendarHistory) throws
  {
    let days = try #require(Int(row["target"]))
    let end = calendar.end(ofWorkingDays: days, from: start)
    #expect(end == (try row.instant("expected")))
    // As a budget it ends between the last closing and the expected opening (1.0).
    let budgetMs = try Target(.workingDays(days)).budget(from: start, on: calendar)
    #expect(calendar.due(after: budgetMs, from: start) <= end)
    #expect(end <= calendar.limit(after: budgetMs, from: start))
  }

  private func expect(_ row: SLACase, clockFrom start: Instant, on calendar: CalendarHistory) throws
  {
    let target = TargetVersion(
      version: 1, label: "", budgetMs: row.target, calendar: "desk", from: Mark(at: start))
    var clock = Clock(target)
    for (pause, end) in try row.pauses() {
      clock.pause(at: Mark(at: pause), reason: "waiting")
      clock.resume(at: Mark(at: end))
    }
    let at = row["end_utc"].isEmpty ? clock.lastMark.at : try row.instant("end_utc")
    let reading = try clock.reading(at: at, calendars: Calendars(["desk": calendar]))
    if row["kind"] == "elapsed_paused" {
      #expect(reading.elapsedMs == (Int64(row["expected"]) ?? -1) * 1_000)
    } else {
      try expect(row, due: #require(reading.due), limit: #require(reading.limit))
    }
  }

  private func expect(_ row: SLACase, due: Instant, limit: Instant) throws {
    let isBoundary = !row["boundary"].isEmpty
    #expect(try due == row.instant(isBoundary ? "oracle_closing" : "expected"))
    #expect(try limit == row.instant(isBoundary ? "oracle_next_opening" : "expected"))
  }
}
