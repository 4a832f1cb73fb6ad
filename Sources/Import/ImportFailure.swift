/// Why a file cannot be imported at all.
package enum ImportFailure: Error, Equatable, Sendable {
  case empty
  /// The header's quotation is not closed.
  case unclosedHeader
  case missingColumn(String)
  /// Several dates show that months stand first, from this line on, and none that days do: what
  /// can be read either way would be read wrongly.
  case monthsFirst(line: Int)
}
