import Interpreter
import JSON
import ServiceLevels
import SupportDesk
import Testing

@testable import Commands

/// The words for whatever can be refused or fail.
struct WordingTests {
  private static let at = Instant(milliseconds: 0)
  private static let one = TicketNumber(1)
  private static let ada = PersonNumber(3)

  /// The problem as one text: its kind, its words, what to do instead and what it shows.
  private static func told(_ failure: Failure) -> String {
    let wording = Wording(wall: Wall(zone: .utc, now: at), call: nil) { number in
      number == ada
        ? Person(number: ada, name: Words("Ada Byron"), address: nil, roles: [.agent], event: 1)
        : nil
    }
    let problem = wording.problem(failure)
    var shown = [problem.kind.word + ": " + problem.message]
    if let hint = problem.hint { shown.append("hint " + hint) }
    if let pointer = problem.pointer { shown.append(pointer) }
    for (name, words) in [("expected", problem.expected), ("near", problem.suggestions)]
    where !words.isEmpty {
      shown.append(name + " " + words.joined(separator: " "))
    }
    if let permission = problem.permission { shown.append("permission " + permission) }
    if let status = problem.status { shown.append("status " + status) }
    if let revision = problem.expectedRevision { shown.append("expected revision \(revision)") }
    if let revision = problem.actualRevision { shown.append("actual revision \(revision)") }
    if problem.needsHands { shown.append("needs hands") }
    if problem.isRecorded { shown.append("recorded") }
    return shown.joined(separator: " | ")
  }

  @Test(
    "each refusal has its words",
    arguments: [
      (.noSuchTicket(one), "not-found: there is no ticket #1"),
      (.noSuchReference("INC1"), "not-found: there is no ticket INC1"),
      (
        .noSuchPerson("adda", role: nil, near: [ada]),
        "not-found: there is no person \"adda\" | near ada"
      ),
      (
        .noSuchPerson("adda", role: .customer, near: []), "not-found: there is no customer \"adda\""
      ),
      (
        .ambiguousPerson("ada", among: [ada, PersonNumber(4)]),
        "ambiguous: 2 people are called \"ada\" | expected 3 4"
      ),
      (
        .forbidden(.report),
        "forbidden: you may not report on service levels: the permission report | permission report"
      ),
      (
        .illegal(.reply, ticket: one, status: .closed),
        "illegal-transition: #1 is closed: reply is not possible | hint reopen 1 first | expected note receive reopen tag rename transfer merge split link | status closed"
      ),
      (
        .illegal(.reopen, ticket: one, status: .open),
        "illegal-transition: #1 is open: reopen is not possible | expected take assign steal release reply note receive wait resolve set tag rename transfer merge split link snooze no-reply-needed | status open"
      ),
      (
        .alreadyOwned(one, by: ada, since: at),
        "owned: #1 is Ada Byron's since 1970-01-01 00:00 | hint steal 1, or note 1 …"
      ),
      (
        .alreadyOwned(one, by: PersonNumber(9), since: at),
        "owned: #1 is person 9's since 1970-01-01 00:00 | hint steal 1, or note 1 …"
      ), (.notOwned(one), "unchanged: nobody has #1"),
      (
        .nothingAsked(one, canForce: true),
        "nothing-asked: the customer of #1 was not asked anything | hint wait 1 : what you ask them, or"
          + " wait 1 --force because …"
      ),
      (
        .silence(one),
        "silence: #1 is resolved either with a last word to the customer, or silently | hint resolve 1 : what you did, or resolve 1 --silent"
      ), (.unchanged(one, "priority"), "unchanged: the priority of #1 is so already"),
      (
        .unreasoned(one),
        "missing-input: #1 would be due later: the reason is needed | hint set 1 … because the reason"
      ),
      (
        .reopenWindowOver(one, resolved: at),
        "illegal-transition: #1 was resolved on 1970-01-01 00:00: too long ago | hint received 1 : what they say opens one that follows it"
      ), (.notAgent(ada), "not-found: Ada Byron is no agent"),
      (.personExists(ada), "exists: Ada Byron has that address already"),
      (.badText(.empty), "bad-text: the text is empty"),
      (.badText(.tooLong(limitBytes: 5)), "bad-text: the text is longer than 5 bytes"),
      (.badText(.lines), "bad-text: the text is one line, and this one has more"),
      (.badText(.control(7)), "bad-text: the text holds the control character U+0007"),
      (.badText(.control(0x1B)), "bad-text: the text holds the control character U+001B"),
      (
        .conflict(ticket: one, expected: 2, actual: 3),
        "conflict: #1 is at revision 3, not 2 | hint show 1, then decide again | expected revision 2 | actual revision 3"
      ), (.keyReused("k"), "idempotency-mismatch: the key \"k\" was used for another call"),
      (
        .clockBehind(clock: at, journal: at),
        "clock-suspect: this machine's clock says 1970-01-01 00:00, but the last change is of 1970-01-01 00:00 | hint if this clock is wrong, set it right; if it is right, one ran ahead before: clock accept, by a manager or the administrator, shows what that dated too late, and puts it right | needs hands"
      ),
      (
        .clockAhead(clock: at.advanced(byMilliseconds: 86_400_000), journal: at),
        "clock-suspect: this machine's clock says 1970-01-02 00:00, 1 d after the last change, of 1970-01-01 00:00 | hint if this clock is wrong, set it right; if the desk rested so long, a manager or the administrator says so once: clock accept | needs hands"
      ),
      (.nothingToAccept, "unchanged: the clock fits the journal"),
      (.noSuchTime("02:30"), "bad-value: \"02:30\" is no time of the zone"),
      (.notYet(at), "bad-value: 1970-01-01 00:00 is still to come"),
      (.beforeOpening(one, opened: at), "bad-value: #1 was opened at 1970-01-01 00:00 only"),
      (.notKnown(one), "bad-value: nothing of #1 was recorded by then"),
      (.missing(slot: "text"), "missing-input: <text> is missing"),
      (.noSuchDraft(2), "not-found: you have no draft d2 | hint drafts lists yours"),
      (
        .draftOfAnother(2, method: "ticket.note", arguments: #"{"ticket":1}"#),
        "bad-value: the draft d2 was begun as note 1 | hint note 1 --draft d2"
      ),
      (
        .draftOfAnother(2, method: "none", arguments: "{}"),
        "bad-value: the draft d2 was begun as none | hint none --draft d2"
      ), (.draftBesideText(2), "bad-value: there is a text already: give it, or the draft d2"),
      (.noSuchTopic("x", near: ["y"]), "not-found: there is no help on \"x\" | near y"),
      (.invalidCursor, "invalid-cursor: the cursor is none of this list's"),
      (
        .erasureApproved(ada, by: ada),
        "unchanged: Ada Byron approved that Ada Byron is erased already | hint the administrator does it: erase 3"
      ),
      (
        .erasureNotApproved(ada),
        "not-approved: no manager approved that Ada Byron is erased | hint a manager says why: erase approve 3 because …"
      ),
      (.alreadyErased(ada), "unchanged: Ada Byron is erased already"),
      (
        .stillNeeded(ada, tickets: []),
        "needed: Ada Byron is the last administrator who is a user of this system | hint nobody could administer the desk any more"
      ),
      (
        .stillNeeded(ada, tickets: (1...10).map { TicketNumber($0) }),
        "needed: Ada Byron has #1, #2, #3, #4, #5, #6, #7, #8, #9, #10 | hint assign or release them first: release 1"
      ),
      (
        .stillNeeded(ada, tickets: (1...11).map { TicketNumber($0) }),
        "needed: Ada Byron has #1, #2, #3, #4, #5, #6, #7, #8, #9, #10 and 1 more | hint assign or release them first: release 1"
      ),
      (
        .nameUnderKey,
        "bad-value: the key would keep by what name it was asked | hint give the person's number"
      ),
      (
        .within(slot: "agent", span: 0..<1, .notAgent(ada)),
        "not-found: Ada Byron is no agent | /agent"
      ),
    ] as [(Refusal, String)])
  func refusals(refusal: Refusal, words: String) {
    #expect(Self.told(.refused(refusal)) == words)
  }

  @Test(
    "each failure of the world has its words, and whether somebody must do something",
    arguments: [
      (.cannotOpen(path: "p", why: "w"), "storage-failed: p cannot be opened: w | needs hands"),
      (.notADatabase(path: "p"), "storage-failed: p is no database | needs hands"),
      (.notADesk(path: "p"), "storage-failed: p is a database, but none of desk's | needs hands"),
      (
        .newerSchema(path: "p", found: 9, known: 8),
        "storage-failed: p was written by a newer desk: format 9, and this one knows 8 | needs hands"
      ),
      (
        .olderSchema(path: "p", found: 7, known: 8),
        "storage-failed: p was written by an older desk: format 7, and this one reads 8 | needs hands"
      ),
      (
        .unmigrated(path: "p", found: 7, known: 8),
        "storage-failed: p has format 7 and can only be read: open it once where it can be written, and it is brought to format 8 | needs hands"
      ),
      (
        .strayLog(path: "p", log: "p-wal"),
        "storage-failed: p-wal holds changes to another file than p, which was copied over that one | hint to go on with the file that was copied, move the log away; to have the changes, put the other one back. nothing was changed | needs hands"
      ),
      (.busy, "storage-busy: another program holds the store's lock"),
      (.full, "storage-failed: the disk is full; nothing was changed"),
      (.readOnly(path: "p"), "storage-failed: p can only be read | needs hands"),
      (
        .failed(code: 10, message: "m"), "storage-failed: the store failed with 10: m | needs hands"
      ), (.damaged("d"), "storage-failed: the store is damaged: d | needs hands"),
      (.exists(path: "p"), "exists: p exists already | needs hands"),
      (
        .replaced(path: "p"),
        "storage-failed: p was moved, removed or replaced since it was opened | hint nothing was changed; quit, and start again | needs hands"
      ),
      (
        .unswept(ada, .busy),
        "storage-busy: erased-3 is erased, but the store's files may still hold the words: another program holds the store's lock | hint close consoles and desk rpc, and erase 3 again | needs hands | recorded"
      ),
      (
        .unswept(ada, .full),
        "storage-failed: erased-3 is erased, but the store's files may still hold the words: the disk is full | hint put it right, and erase 3 again | needs hands | recorded"
      ),
      (
        .unswept(ada, .damaged("d")),
        "storage-failed: erased-3 is erased, but the store's files may still hold the words: the store is damaged: d | hint put it right, and erase 3 again | needs hands | recorded"
      ),
    ] as [(StorageFailure, String)])
  func failures(failure: StorageFailure, words: String) {
    #expect(Self.told(.storage(failure)) == words)
  }
}
