import SupportDesk

/// Runs what only the rules can refuse where more can fail.
func refusing<Result>(_ body: () throws(Refusal) -> Result) throws(Failure) -> Result {
  do { return try body() } catch { throw .refused(error) }
}
