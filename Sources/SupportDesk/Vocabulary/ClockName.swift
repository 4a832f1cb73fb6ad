/// Which clock of a ticket.
package enum ClockName: String, Ranked, Sendable {
  case response
  case nextResponse = "next-response"
  case resolution
}
