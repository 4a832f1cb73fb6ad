/// Everything that a call can fail by that is not our own mistake.
package enum Failure: Error, Equatable, Sendable {
  case refused(Refusal)
  case storage(StorageFailure)
}
