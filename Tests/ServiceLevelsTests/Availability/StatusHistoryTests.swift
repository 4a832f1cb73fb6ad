import Foundation
import ServiceLevels
import TestSupport
import Testing

/// Four years of a public status page, united by the module and by a few lines of Python.
@Suite struct StatusHistoryTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../../shared/data/status-history").standardized.path

  /// Why the comparison is skipped is printed once.
  static let isReadable: Bool = {
    let found = ["downtime_windows.csv", "incidents.jsonl.gz"].allSatisfy {
      FileManager.default.isReadableFile(atPath: "\(folder)/\($0)")
    }
    if !found { print("SKIPPED: no status history in \(folder)") }
    return found && PythonOracle.isThere
  }()

  @Test(.enabled(if: isReadable))
  func `the union of real windows is the same to the second`() throws {
    let text = String(
      decoding: try PythonOracle.output(of: "status-history.py", Self.folder), as: UTF8.self)
    let lines = text.split(separator: "\n").map { $0.split(separator: " ") }
    var outages: [Substring: [Outage]] = [:]
    var refused = 0
    for (id, line) in lines.filter({ $0[0] == "w" }).enumerated() {
      let ends = try line[2...].map {
        Instant(milliseconds: try #require(Int64($0)) * 1_000)
      }
      do throws(AvailabilityFailure) {
        outages[line[1], default: []].append(try Outage(id: id, start: ends[0], end: ends[1]))
      } catch {
        #expect(error == .endsNotAfterStart(start: ends[0], end: ends[1]))
        refused += 1
      }
    }
    let (compared, down) = try compare(lines.filter { $0[0] == "u" }, with: outages)
    print(
      "status history: \(outages.count) components, \(compared) months, \(down) s down, "
        + "\(refused) windows refused")
    #expect(refused > 0)
    #expect(compared == outages.count * 60)
  }

  private func compare(
    _ lines: [[Substring]], with outages: [Substring: [Outage]]
  ) throws -> (months: Int, seconds: Int64) {
    var total: Int64 = 0
    for line in lines {
      let records = ServiceRecords(outages: outages[line[1]] ?? [])
      let seconds = try #require(Int64(line[3]))
      let reading = try Uptime.reading(
        records, now: "2027-01-01 00:00:00", period: String(line[2]))
      #expect(reading.gapsUp.downSeconds == Fraction(seconds), "\(line[1]) \(line[2])")
      total += seconds
    }
    return (lines.count, total)
  }
}
