/// Why something cannot be a record or a target.
///
/// Evidence only; who tells a person makes the words.
package enum AvailabilityFailure: Error, Hashable, Sendable {
  /// It would end no later than it begins.
  case endsNotAfterStart(start: Instant, end: Instant)
  /// It would have happened later than now.
  case inTheFuture(Instant, now: Instant)
  /// An end was recorded, and no beginning.
  case endsWithoutBeginning(end: Instant)
  /// A weight is none of 0 to 100.
  case weightOutOfRange(Int)
  /// A target is not more than nothing and less than everything: 100,000 is 100 %.
  case targetOutOfRange(thousandths: Int)
  /// The bytes of a target from this one on do not fit.
  case targetUnreadable(String, at: Int)
}
