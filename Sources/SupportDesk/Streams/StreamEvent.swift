package import JSON
package import ServiceLevels

/// One kind of facts, as the journal keeps them: a word, and a payload.
package protocol StreamEvent: Equatable, Sendable {
  /// The words by which the journal knows the kinds; a word once written is read for ever.
  associatedtype Kind: RawRepresentable<String>, CaseIterable, Hashable, Sendable

  var kind: Kind { get }

  /// Everything but the kind, in the newest version of the payload.
  func members(_ seal: Sealer) -> JSONObject

  /// Reads what `members` writes.
  init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault)

  /// The calendars by which it promises something.
  var calendarNames: Set<String> { get }

  /// The event where its times are found to be too late and its promises reckoned from wrong ones.
  func corrected(notAfter limit: Instant, _ budgets: [CorrectedBudget]) -> Self
}

extension StreamEvent {
  package var calendarNames: Set<String> { [] }

  package func corrected(notAfter limit: Instant, _ budgets: [CorrectedBudget]) -> Self { self }

  /// The payload as it is stored.
  package func payload(
    _ seal: Sealer, _ versions: PayloadVersions = .current
  ) -> JSONObject {
    versions.marked(members(seal), kind: kind.rawValue)
  }

  /// Reads a stored event, of whatever version.
  ///
  /// - Parameter word: the kind as the journal has it.
  package init(
    kind word: String, payload: JSONValue, unseal: @escaping Unsealer,
    _ versions: PayloadVersions = .current
  ) throws(PayloadFault) {
    guard let kind = Kind(rawValue: word) else { throw .unknownKind(word) }
    let newest = try versions.newest(payload, kind: word)
    try self.init(kind, PayloadReader(object: newest, unseal: unseal))
  }
}
