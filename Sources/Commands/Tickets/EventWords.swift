import Interpreter
import ServiceLevels
import SupportDesk

/// What people read of an event.
extension EventAnswer {
  /// When it happened, who did it and what; then the words that were said.
  var page: Page {
    var page = Page()
    let stamp = at.map { Page.Run("  \($0.long)  ", .dim) } ?? .init("  ")
    let who = record.map { Page.Run("\($0.actor.name) ") } ?? .init("")
    if case .breached = content {
      page.add(stamp, .init(sentence, .danger), indent: 4)
    } else {
      page.add(stamp, who, .init(sentence), indent: 4)
    }
    if let text { page.blocks.append(.quotation(text, margin: 20)) }
    return page
  }

  /// When it happened; nil for what only would.
  var at: Moment? {
    if case .breached(_, _, _, let at) = content { return at }
    return record?.at
  }

  private var text: String? {
    switch content {
    case .replied(let message), .noted(let message), .received(let message):
      message.text ?? "(erased)"
    default: nil
    }
  }

  /// What happened, without its actor.
  var sentence: String {
    switch content {
    case .opened(_, let customer, let priority, _):
      "opened it, \(priority.rawValue), for \(customer.name)"
    case .assigned(let to, let was): assigned(to, was)
    case .released(let was): "released it, \(was.name) had it"
    case .replied: "replied"
    case .noted: "noted"
    case .received(let message):
      isOwn(message) ? "wrote" : "received from \(message.author.name)"
    case .waited: "waits for the customer"
    case .resumed: "goes on"
    case .resolved(let silent): silent ? "resolved it silently" : "resolved it"
    case .reopened: "reopened it"
    case .closed: "closed it"
    case .prioritised(let priority, let was): "made it \(priority.rawValue), was \(was.rawValue)"
    case .renamed(let subject): "renamed it to \(subject ?? "(erased)")"
    case .transferred(let to, let was, let because):
      "gave it to the customer \(to.name)" + (was.map { ", was \($0.name)'s" } ?? "")
        + (because.map { ", because \($0)" } ?? "")
    default: rarer
    }
  }

  /// Whether the message was written here by whoever acted.
  private func isOwn(_ message: Message) -> Bool {
    record?.actor.person?.number == message.author.number
  }

  private var rarer: String {
    switch content {
    case .tagged(let tag): "tagged it \(tag)"
    case .untagged(let tag): "took the tag \(tag) off"
    case .responded(let basis): "the customer was answered (\(basis))"
    case .followed(let ticket): "it goes on as \(ticket)"
    case .notified(let clock, let threshold, let due):
      "told of the \(clock.title) clock: "
        + (threshold == 100 ? "the time is up" : "\(threshold) % used") + " at \(due.long)"
    case .breached(let clock, let target, .reclassified, _):
      "the \(clock.title) time was used up already when the priority became \(target)"
    case .breached(let clock, _, .overrun, _): "the \(clock.title) time ran out"
    case .personAdded(let name, let roles):
      "\(name) is added as \(roles.map(\.rawValue).joined(separator: ", "))"
    case .roleWithdrawn(let person, let role): "\(person.name) is no longer \(role.rawValue)"
    case .clockAccepted: "the clock is accepted"
    default: ""
    }
  }

  private func assigned(_ to: PersonAnswer, _ was: PersonAnswer?) -> String {
    let isOwn = record?.actor.person?.number == to.number
    let from = was.map { " from \($0.name)" } ?? ""
    return isOwn ? "took it\(from)" : "gave it to \(to.name)\(from)"
  }
}
