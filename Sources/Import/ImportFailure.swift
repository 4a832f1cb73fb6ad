/// Why a file cannot be imported at all.
package enum ImportFailure: Error, Equatable, Sendable {
  case empty
  case missingColumn(String)
}
