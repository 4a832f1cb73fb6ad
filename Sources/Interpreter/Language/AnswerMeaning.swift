/// What an answer to an open question means.
package enum AnswerMeaning: Sendable {
  /// The call that asked, with the value: complete, lacking more, or with what is wrong with the
  /// answer as the input's fault.
  case goesOn(Parse)
  /// No: the whole call is given up.
  case givesUp
}
