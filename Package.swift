// swift-tools-version: 6.2
import PackageDescription

// One section a kind of target, targets in the order of the floors they stand on, one dependency a
// line. What a target may import is the table in Sources/README.md; a tidy test compares the two.

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func module(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

let package = Package(
  name: "desk",
  targets: [
    // System libraries.
    .systemLibrary(
      name: "CEditline", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(
      name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CLinux"),

    // Modules.
    module("JSON"),
    module("ServiceLevels"),
    module("SupportDesk", "ServiceLevels", "JSON"),
    module("Interpreter", "JSON"),
    module("Commands", "Interpreter", "SupportDesk", "ServiceLevels", "JSON"),
    module("Import", "SupportDesk", "ServiceLevels", "JSON"),
    module("Console", "Interpreter", "JSON", "Worker", "CEditline"),
    module("Replay", "Interpreter", "JSON"),
    module("Worker", "CLinux"),
    module("RPC", "Interpreter", "Worker", "JSON", "CLinux"),
    module("Storage", "SupportDesk", "ServiceLevels", "JSON", "CLinux", "CSQLite", "CSodium"),

    // The program.
    .executableTarget(
      name: "desk",
      dependencies: [
        "Commands", "Console", "Import", "Interpreter", "JSON", "RPC", "Replay", "ServiceLevels",
        "Storage",
        "SupportDesk", "Worker",
      ],
      swiftSettings: settings),

    // Tests, and what several of them use.
    .target(name: "TestSupport", path: "Tests/Support", swiftSettings: settings),
    .target(
      name: "FaultyDisk", dependencies: ["CSQLite"], path: "Tests/FaultyDisk",
      linkerSettings: [.linkedLibrary("sqlite3")]),
    tests(
      "CommandsTests", "Commands", "Interpreter", "JSON", "ServiceLevels", "Storage", "SupportDesk",
      "TestSupport"),
    tests("WorkerTests", "Worker"),
    tests("ConsoleTests", "Console", "Interpreter", "JSON"),
    tests("ImportTests", "Import", "ServiceLevels", "Storage", "SupportDesk"),
    tests("InterpreterTests", "Interpreter", "JSON", "TestSupport"),
    tests("JSONTests", "JSON"),
    tests("RPCTests", "RPC", "Interpreter", "JSON", "TestSupport"),
    tests("ReplayTests", "Replay", "Interpreter", "JSON"),
    tests("ServiceLevelsTests", "ServiceLevels", "TestSupport"),
    tests(
      "StorageTests", "Storage", "SupportDesk", "ServiceLevels", "JSON", "TestSupport",
      "FaultyDisk",
      "CSQLite"),
    tests("SupportDeskTests", "SupportDesk", "ServiceLevels", "JSON", "TestSupport"),

    // Measurements, run by scripts/bench.
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["ServiceLevels"],
      path: "Tests/Benchmarks",
      exclude: ["due_times.pl", "due_times.py"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
