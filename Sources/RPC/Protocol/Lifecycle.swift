import Interpreter
import JSON

/// What a connection is in: greeted, shut down, ended (LSP 3.17, rpc.md 2.4).
struct Lifecycle {
  private var isInitialized = false
  private(set) var isShutDown = false
  /// The exit status, once a client ended the program.
  private(set) var exitStatus: Int32?
  /// The units in which places are counted.
  ///
  /// UTF-8 where nobody greeted: it is how JSON itself is counted. LSP makes UTF-16 what a client
  /// that greets and says nothing else means.
  private(set) var encoding = PositionEncoding.utf8

  /// Refuses what comes after `shutdown`; only `exit` may.
  func admit(_ ground: Ground?) throws(WireError) {
    if isShutDown, ground != .wire(.exit) {
      throw WireError(Problem(.wrongState, "the connection is shut down: exit ends it"))
    }
  }

  /// - Parameter capabilities: what the client can do, in LSP's form or in one without `general`.
  mutating func initialize(_ capabilities: JSONObject?) throws(WireError) {
    if isInitialized {
      throw WireError(Problem(.wrongState, "the connection is initialized already"))
    }
    isInitialized = true
    let general = capabilities?["general"]?["positionEncodings"]
    let offered = (general ?? capabilities?["positionEncodings"])?.array ?? []
    let known = offered.compactMap { $0.string.flatMap(PositionEncoding.init) }
    encoding = known.contains(.utf8) ? .utf8 : known.first ?? .utf16
  }

  mutating func shutDown() { isShutDown = true }

  mutating func exit() { exitStatus = isShutDown ? 0 : 1 }
}
