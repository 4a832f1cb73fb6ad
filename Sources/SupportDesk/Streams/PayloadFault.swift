/// Why a stored event cannot be read.
package enum PayloadFault: Error, Equatable, Sendable {
  /// The word is none of the stream's kinds of events.
  case unknownKind(String)
  /// The member is missing, of another type, or no word of its list.
  case member(String)
}
