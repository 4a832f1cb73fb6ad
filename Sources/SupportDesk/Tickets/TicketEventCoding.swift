package import JSON
import ServiceLevels

extension TicketEvent {
  package func members(_ seal: Sealer) -> JSONObject {
    switch self {
    case .opened(let opened): opened.payload(seal)
    case .assigned(let change): change.payload
    case .released(let was): ["was": .integer(was.value)]
    case .replied(let reply): reply.payload(seal)
    case .noted(let message): message.payload(seal)
    case .received(let received): received.payload(seal)
    case .waited(let wait): wait.payload(seal)
    case .resolved(let silent): ["silent": .bool(silent)]
    case .prioritised(let change): change.payload(seal)
    case .tagged(let change), .untagged(let change): change.payload
    case .responded(let basis): ["basis": .string(basis)]
    case .followed(let ticket): ["by": .integer(ticket.value)]
    case .notified(let notice): notice.payload
    case .withdrawn(let key): key.payload
    case .renamed(let change): ["subject": seal("subject", change.subject)]
    case .transferred(let change): change.payload(seal)
    case .repromised(let change): change.payload
    case .merged(let ticket): ["into": .integer(ticket.value)]
    case .absorbed(let merge): merge.payload
    case .split(let split): split.payload
    case .linked(let ticket), .unlinked(let ticket): ["ticket": .integer(ticket.value)]
    case .snoozed(let until): ["until": .integer(until.milliseconds)]
    case .excused(let because): ["because": seal("because", because)]
    case .resumed, .reopened, .closed, .woken: [:]
    }
  }

  package init(_ kind: Kind, _ reader: PayloadReader) throws(PayloadFault) {
    switch kind {
    case .opened: self = .opened(try Opened(reader))
    case .assigned: self = .assigned(try Assigned(reader))
    case .released: self = .released(was: try reader.person("was"))
    case .replied: self = .replied(try Replied(reader))
    case .noted: self = .noted(try Message(reader))
    case .received: self = .received(try Received(reader))
    case .waited: self = .waited(try Waited(reader))
    case .resumed: self = .resumed
    case .resolved: self = .resolved(silent: try reader.bool("silent"))
    case .reopened: self = .reopened
    case .closed: self = .closed
    case .prioritised: self = .prioritised(try Prioritised(reader))
    case .tagged: self = .tagged(try Tagged(reader))
    case .untagged: self = .untagged(try Tagged(reader))
    case .responded: self = .responded(basis: try reader.string("basis"))
    case .followed: self = .followed(TicketNumber(try reader.number("by")))
    case .notified: self = .notified(try Notice(reader))
    case .withdrawn: self = .withdrawn(try NoticeKey(reader))
    case .renamed: self = .renamed(Renamed(subject: try reader.words("subject")))
    case .excused: self = .excused(because: try reader.words("because"))
    case .transferred: self = .transferred(try Transferred(reader))
    case .repromised: self = .repromised(try Repromised(reader))
    case .merged: self = .merged(into: TicketNumber(try reader.number("into")))
    case .absorbed: self = .absorbed(try AbsorbedTicket(reader))
    case .split: self = .split(try SplitMessage(reader))
    case .linked: self = .linked(TicketNumber(try reader.number("ticket")))
    case .unlinked: self = .unlinked(TicketNumber(try reader.number("ticket")))
    case .snoozed: self = .snoozed(until: try reader.instant("until"))
    case .woken: self = .woken
    }
  }
}
