import Foundation

/// Cases that other systems' tests state, kept beside the checkout and not in it.
enum SharedVectors {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("../../../../shared/vectors")

  /// Why tests on them are skipped; printed once.
  static let arePresent: Bool = {
    let found = FileManager.default.fileExists(atPath: url("sla.csv").path)
    if !found { print("SKIPPED: no vectors in \(folder.standardizedFileURL.path)") }
    return found
  }()

  static func url(_ name: String) -> URL {
    folder.appendingPathComponent(name).standardizedFileURL
  }

  static func data(_ name: String) throws -> Data {
    try Data(contentsOf: url(name))
  }
}
