import Foundation
import ServiceLevels

/// The zone files of the system the tests run on.
enum SystemZones {
  static let folder = "/usr/share/zoneinfo"

  /// Why tests that need the files, or Python beside them, are skipped; printed once.
  static let areReadable: Bool = {
    let found = ["\(folder)/Europe/Berlin", "/usr/bin/env"].allSatisfy {
      FileManager.default.isReadableFile(atPath: $0)
    }
    if !found { print("SKIPPED: no zone files in \(folder)") }
    return found
  }()

  /// Whether Python with zoneinfo can be run.
  static let hasOracle: Bool = {
    let works = areReadable && (try? python("-c", "import zoneinfo")) != nil
    if !works { print("SKIPPED: no python3 with zoneinfo, nothing to compare zones with") }
    return works
  }()

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  static func zone(_ name: String) throws -> Zone {
    try Zone(name: name, bytes: try bytes(name))
  }

  /// What python3 prints.
  static func python(_ arguments: String...) throws -> [UInt8] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return [UInt8](data)
  }
}
