/// The interface that is published, by its version.
///
/// The version is apart from the program's: its first number grows with what breaks a client, the
/// second with additions, the third with words (rpc.md 2.13).
package struct WireInterface: Sendable {
  package let version: String
  /// The oldest version whose clients are still served.
  package let min: String

  package static let current = WireInterface(version: "0.1.0", min: "0.1")
}
