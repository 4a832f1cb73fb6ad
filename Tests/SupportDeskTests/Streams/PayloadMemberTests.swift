import JSON
import ServiceLevels
import SupportDesk
import Testing

/// Every member of every event, down to the last: what may stand there, and how the rest is told.
struct PayloadMemberTests {
  @Test func `a part of another type is told by its member`() throws {
    let others: [JSONValue] = [nil, true, 1, .number("1.5"), "x", [], [:]]
    for event in Samples.all {
      let kept = Kept(event)
      for (place, value) in kept.parts where place.names != ["app"] {
        for other in others where other.typeName != value.typeName {
          let fault = try kept.with(other, at: place).fault(like: event)
          #expect(fault == .member(place.told), "\(kept.kind) \(place.names) \(other)")
        }
      }
    }
  }

  @Test func `a member that is gone is told, unless the event can be without it`() throws {
    let optional: Set = [
      "opened reference", "opened follows", "assigned was", "notified agent", "person.added uid",
      "person.added address", "prioritised response", "prioritised nextResponse",
      "prioritised because", "person.erased repeats", "clock.accepted because",
      "clock.corrected because", "clock.corrected budgets change", "assigned status",
      "replied status", "received status", "replied promised", "received promised",
      "replied promised clock", "received promised clock", "received reopens",
      "opened origin", "notified deadline", "absorbed status", "absorbed resumed", "absorbed said",
      "absorbed since",
      "absorbed response",
      "received response", "waited pauses", "waited because", "tagged response rank",
      "tagged response target",
      // What a row does not promise, and where terms stay.
      "opened response", "opened resolution", "opened update", "opened ends",
      "prioritised resolution", "prioritised ends", "prioritised restarts", "tagged response",
      "tagged ends", "untagged resolution", "repromised update", "policy.set rows response",
      "policy.set rows nextResponse", "policy.set rows resolution", "policy.set rows update",
      "policy.set rows tag", "policy.set rows customer",
      // Only readers of other programs ask for it.
      "desk.created app", "policy.set since", "policy.set because", "policy.proposed because",
      "calendar.set since",
      "calendar.set because",
      "calendar.set closures hours",
    ]
    var needless: Set<String> = []
    for event in Samples.all {
      let kept = Kept(event)
      for (place, _) in kept.parts where !place.isElement {
        let fault = try kept.with(nil, at: place).fault(like: event)
        if fault == nil { needless.insert(([kept.kind] + place.names).joined(separator: " ")) }
        #expect(fault == nil || fault == .member(place.told), "\(kept.kind) \(place.names)")
      }
    }
    #expect(needless == optional)
  }

  @Test func `a word that is none of its list is told by its member`() throws {
    var free: Set<String> = []
    for event in Samples.all {
      let kept = Kept(event)
      for (place, value) in kept.parts where value.string != nil {
        let fault = try kept.with("none", at: place).fault(like: event)
        if fault == nil { free.insert(place.names.last ?? "") }
        #expect(fault == nil || fault == .member(place.told), "\(kept.kind) \(place.names)")
      }
    }
    #expect(
      free == [
        "$c", "app", "basis", "calendar", "name", "policy", "reference", "system", "tag", "zone",
        // Targets of a policy's rows.
        "response", "nextResponse", "resolution", "update",
      ])
  }

  @Test func `a number that none can have is told by its member`() throws {
    for event in Samples.all {
      let kept = Kept(event)
      for (place, value) in kept.parts where value.integer != nil {
        guard let range = range(of: place, in: kept.payload) else { continue }
        let (low, high) = (range.lowerBound, range.upperBound)
        let least = low == .min ? nil : low - 1
        let most = high == .max ? nil : high + 1
        for (number, isOne) in [(low, true), (high, true), (least, false), (most, false)] {
          guard let number else { continue }
          let fault = try kept.with(.integer(number), at: place).fault(like: event)
          #expect(
            fault == (isOne ? nil : .member(place.told)), "\(kept.kind) \(place.names) \(number)")
        }
      }
    }
  }

  /// Between what the number is; nil where that hangs on its neighbours.
  private func range(of place: Kept.Place, in payload: JSONObject) -> ClosedRange<Int64>? {
    switch place.told {
    // Ranges of numbers, which `EventNumberTests` speaks of.
    case "events", "mentions": nil
    case "warnings":
      (payload.members.map { $0.value["warnings"] } + [payload["warnings"]]).contains {
        ($0?.array?.count ?? 0) > 1
      }
        ? nil : 1...99
    case "threshold": 1...100
    case "budgetMs": 0...315_537_897_599_999
    case "due", "sent", "deadline", "since", "said", "resumed", "until":
      -62_135_596_800_000...253_402_300_799_999
    case "reopenDays": 0...(315_537_897_599_999 / 86_400_000)
    case "uptimeBasisPoints": 0...10_000
    case "values", "tickets", "messages", "drafts": 0...(.max)
    case "uid": .min ... .max
    case "first": 1...(payload["last"]?.integer ?? 0)
    // Told by the first, where it lies before it.
    case "last": nil
    default: 1...(.max)
    }
  }

  @Test func `the words by which the journal knows the kinds are what they were`() {
    #expect(
      Set(Samples.all.map { Kept($0).kind }) == [
        "opened", "assigned", "released", "replied", "noted", "received", "waited", "resumed",
        "resolved", "reopened", "closed", "prioritised", "tagged", "untagged", "responded",
        "followed", "notified", "withdrawn", "renamed", "transferred", "excused", "repromised",
        "merged", "absorbed", "split", "linked", "unlinked", "snoozed", "woken",
        "person.added",
        "role.withdrawn", "erasure.approved", "person.erased", "policy.set", "policy.proposed",
        "calendar.set",
        "service.added",
        "desk.created", "desk.migrated", "clock.accepted", "clock.corrected",
      ])
    #expect(
      Kept(DeskEvent.created(schema: 7, isReplay: false)).payload
        == ["app": "desk", "replay": false, "schema": 7])
  }
}
