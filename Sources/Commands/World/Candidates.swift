import Interpreter

/// Where the values come from that a slot offers.
enum Candidates: CandidateSource {
  case tickets
  case agents
  case customers
  case tags
  case drafts
  case calendars
  case topics
  case lines
}
