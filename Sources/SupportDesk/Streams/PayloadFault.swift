/// Why a stored event cannot be read.
package enum PayloadFault: Error, Equatable, Sendable {
  /// The word is none of the stream's kinds of events.
  case unknownKind(String)
  /// It is of this version, which only a newer program knows.
  case newer(Int64)
  /// The member is missing, of another type, or no word of its list.
  case member(String)
}
