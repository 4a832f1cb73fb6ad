import SupportDesk

/// Runs what fails by the store alone where more can fail.
func wrapped<Result>(
  _ body: () throws(StorageFailure) -> Result
) throws(Failure) -> Result {
  do { return try body() } catch { throw .storage(error) }
}
