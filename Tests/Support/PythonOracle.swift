import Foundation

/// The scripts in `Tests/Oracles`, which know nothing of what they are compared with.
package enum PythonOracle {
  /// Whether Python with zoneinfo can be run; why not is printed once.
  package static let isThere: Bool = {
    let works = (try? python(["-c", "import zoneinfo"])) != nil
    if !works { print("SKIPPED: no python3 with zoneinfo, nothing to compare with") }
    return works
  }()

  /// What a script prints.
  package static func output(of script: String, _ arguments: String...) throws -> [UInt8] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Oracles/\(script)").standardized.path
    return try python([path] + arguments)
  }

  private static func python(_ arguments: [String]) throws -> [UInt8] {
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
