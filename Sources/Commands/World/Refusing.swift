import SupportDesk

/// Runs what only the rules can refuse where more can fail.
func refusing<Result>(_ body: () throws(Refusal) -> Result) throws(Failure) -> Result {
  do { return try body() } catch { throw .refused(error) }
}

/// The same of what is wrong with the value of a slot.
func refusing<Result>(
  within slot: String, _ body: () throws(Refusal) -> Result
) throws(Failure) -> Result {
  do { return try body() } catch { throw .refused(.within(slot: slot, span: nil, error)) }
}
