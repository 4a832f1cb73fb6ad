/// The rule by which a log without messages says when the customer was answered.
package enum ResponseBasis {
  /// Stored with each such fact, and printed with the import.
  package static let text = "the first row whose state left New"
}
