import Interpreter
import JSON
import ServiceLevels
import SupportDesk

/// What every command on the policy speaks of.
enum PolicyParameters {
  static let file = Parameter("file", "The file that holds the text.", .path)
  static let text = Parameter(
    "text", "The policy's lines.",
    .string(
      "text", extent: .tail,
      sample: .string(
        "policy x; zone UTC; "
          + Priority.allCases.enumerated().map {
            "\($0.offset + 1) \($0.element.rawValue) respond 1h resolve 1d"
          }.joined(separator: "; "))), ask: "What are its lines?")
  static let from = Parameter(
    "from", "From when on it holds, by the wall clocks of its own zone; now, unless it is said.",
    .effectiveTime, ask: "From when on?")
  static let retroactive = Parameter(
    "retroactive", "That it shall hold from a time that has passed.", .flag)

  static let proposed = Parameter(
    "proposed", "That the text is the one that was proposed last.", .flag)

  static let details = """
    A line a thing: `policy statement`, `zone Europe/London`, `calendar office`, `warn 75 %`, `reopen 7 \
    days`, `pause never` where clocks run on while the customer is waited for, `on-priority-change restart` \
    where they begin anew. Then rows, each beginning with its rank: `10 urgent tagged gateway respond 15m \
    resolve 4h update 1h`, `40 low,medium for cleo@acme.example respond 1wd next 4h resolve 1mo always on \
    office`, `90 any nothing`. Of the rows that match a ticket the lowest rank counts. `30m` and `4h` run \
    while the calendar is open, `1wd` is until the same time of the next working day, `1d`, `1w` and `1mo` \
    are of calendars that never close, as with `always` behind a target; `never` promises none. What a target \
    comes to is fixed when its clock begins. Each priority has a row, each row that promises anything `respond` and \
    `resolve`, which is no sooner; no row stands behind one that matches all it does; customers are those \
    there are; the keys come once, and there are at most \(PolicyFact.rowsMax) rows. `#` begins a comment, and \
    `;` ends a line as its end does.
    """

  /// The text itself, a file that holds it, or what was proposed.
  private static func text(_ call: Call, _ desk: Reading) throws(Failure) -> String {
    guard call[optional: proposed] == true else {
      return try desk.document(call, text: Self.text, file: file)
    }
    if call[optional: Self.text] != nil || call[optional: file] != nil {
      throw .refused(.within(slot: proposed.name, span: nil, .proposalBesideText))
    }
    guard let proposal = desk.policies.proposal else {
      throw .refused(.within(slot: proposed.name, span: nil, .nothingProposed))
    }
    return PolicyText(proposal.fact).text
  }

  /// The zone that the call's text names; the desk's where it names none that there is.
  static func zone(_ call: Call, _ desk: Reading) throws(Failure) -> Zone {
    let name = PolicyText.zoneName(in: try text(call, desk))
    return name.flatMap { desk.sources.zone($0)?.zone } ?? desk.wall.zone
  }

  /// What the call says of the policy, read.
  static func document(
    _ call: Call, from instant: Instant, _ desk: Reading
  ) throws(Failure) -> PolicyText {
    let text = try text(call, desk)
    let calendars = try desk.calendars.byName()
    var failure: Failure?
    let names = PolicyNames(
      isZone: { desk.sources.zone($0) != nil },
      customer: { words in
        do throws(Failure) {
          return try desk.person(PersonReference(words), role: .customer).number
        } catch .refused {
          return nil
        } catch {
          failure = error
          return nil
        }
      })
    let read: Result<PolicyText, DocumentFaults>
    do throws(DocumentFaults) {
      read = .success(try PolicyText(text, names, calendars, from: instant))
    } catch {
      read = .failure(error)
    }
    if let failure { throw failure }
    switch read {
    case .success(let text): return text
    case .failure(let faults):
      throw .refused(.within(slot: source(of: call), span: nil, .badDocument(faults.all)))
    }
  }

  /// The parameter that has the text.
  private static func source(of call: Call) -> String {
    call[optional: file] == nil ? text.name : file.name
  }
}
