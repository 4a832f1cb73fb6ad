import Foundation
import ServiceLevels
import TestSupport

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

  /// Whether Python can be asked about them.
  static var hasOracle: Bool { areReadable && PythonOracle.isThere }

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
  }

  static func zone(_ name: String) throws -> Zone {
    try Zone(name: name, bytes: try bytes(name))
  }
}
