import JSON

/// What holds of every method, said once for the reference.
package enum WireConventions {
  /// A word to find it by, and the rule.
  package typealias Convention = (name: String, rule: String)

  /// Every one, in the order of the reference.
  package static func all(_ limits: WireLimits = WireLimits()) -> [Convention] {
    ofCalls + ofTime + ofAnswers + [
      (
        "Limits",
        "A message has at most \(WireLimits.words(bytes: limits.text.bytesMax)), a string"
          + " \(WireLimits.words(bytes: limits.text.stringBytesMax)), a batch \(limits.batchCallsMax)"
          + " calls, an id \(limits.idBytesMax) bytes; JSON nests \(limits.text.depthMax) deep."
      )
    ]
  }

  /// What holds of when things are told.
  private static var ofTime: [Convention] {
    [
      (
        "Order",
        "of answers is that of the calls, but `rpc.status` and `$/cancelRequest` alone in a message are"
          + " answered at once, and `rpc.ping` before its turn where that does not come within"
          + " \(WireLimits().pingMs) ms. An answer is written when it is made. While more calls wait than"
          + " `limits` says, nothing more is read, those three neither."
      ),
      (
        "Deadlines",
        "are given as `_meta` `{\"deadlineMs\": 2000}`, from the call's arrival. A call that is not"
          + " done by then is given up: error `cancelled`, `reason` `deadline`, and nothing is changed (but"
          + " where `effect` is `committed`: an erasure that was begun is done). One"
          + " that waits is answered in its turn, as one that was cancelled is."
      ),
      (
        "Progress",
        "is told of a call with `_meta` `{\"progressToken\": TOKEN}`, a string or an integer (or with an"
          + " editor's `workDoneToken` beside `command`): notifications `$/progress` of the kinds `begin`, `report`, whose `done` only"
          + " grows, and `end`, at most ten in a second, all of them before the answer. Reports come of"
          + " what goes through the whole store (`report`, `desk.verify`, `desk.export`), where that takes long."
      ),
      (
        "Events",
        "are notifications `desk.event`, whose params `x-notifications` describes: `JournalEvent`,"
          + " `subscription`, and `requestId` where a call of this connection caused them (a poll has"
          + " none). Behind a gap read anew what you keep. `events.gap` has `from` and `to`, the numbers of events that the journal has no"
          + " more, whatever types are wanted; `server.stopping` tells that the store is gone from under the program,"
          + " or that it was asked to end (SIGTERM, SIGINT, SIGHUP), and nothing comes behind it: whatever waited by then was answered"
          + " `cancelled`, `reason` `stopping`, as far as the client read within a second. An event comes behind the answer to the call that caused"
          + " it. Told is what happens to tickets; a revision counts what its reader may see, and"
          + " of a ticket that was transferred also what was before. `data` is what is"
          + " known when it is read: of a promise in whose place late words put another, less. No event"
          + " but a notice has due times, as they were when it was told, and none tells that they move by a change of"
          + " calendar: `ticket.show` has them."
      ),
    ]
  }

  private static var ofCalls: [Convention] {
    [
      (
        "Parameters",
        "go by name; `params` `null` or `[]` are none. An integer is below 2^63. All are checked before"
          + " anything changes; an unknown one is refused, but `_meta` and what begins with `x-`."
      ),
      (
        "Questions",
        "are results, and no errors: `status` is `input_required`, and `inputs` says what is asked for,"
          + " by the parameter's name. The same call with the values carries on; further ones may be"
          + " asked for then. A value of the right type that does not read is asked for again, with"
          + " `error` beside it, where the parameter is one that is asked for; else, and where it is of the wrong"
          + " type, it is an error. With `_meta` `{\"dialogue\": false}`"
          + " every question is an error with the same `inputs`: `missing-input`, or the kind of what is wrong"
          + " with the value. `_meta` stands beside an editor's `command` or in what it carries out, which"
          + " counts before."
      ),
      (
        "Keys",
        "belong to their caller and live for a day. The same call under one, `dryRun` or not, is not"
          + " carried out again, but answered as of its own change, and `replayed` says so; other"
          + " parameters under it are refused. A call that fails leaves its key free."
      ),
      (
        "Dry runs",
        "tell what would be recorded, and what becomes of the clocks of the tickets it would be recorded of,"
          + " as of now: what hangs on the instant at which it is done is by so much later then. They change"
          + " nothing. `confirm` of their answer is what the real call takes where it asks for a"
          + " confirmation. `desk.tick` answers the tickets alone."
      ),
      (
        "Times",
        "are given as `10:05`, `10:05:30`, or with a day before it, `2026-11-27 10:05` or"
          + " `2026-11-27T10:05:30`, in the desk's zone; or as an instant, `2026-11-27T10:05:30.250Z`"
          + " or with an offset. Answers give instants. A time without seconds means the whole minute:"
          + " on a ticket opened within it, no instant before."
      ),
    ]
  }

  private static var ofAnswers: [Convention] {
    [
      (
        "Late words",
        "count from when they were said. A wait ends by them at that time; one that began behind them does"
          + " not. What they, or a calendar that is changed for the past, make late is told, also of a clock that rests"
          + " or is done; what was told and is not so any more is taken back. What a change of the promise uses up while a"
          + " clock rests is told when it rests no more. What was told of a clock in whose place"
          + " late words put another stands for that one, as long as that one is late too."
      ),
      (
        "Clocks",
        "are listed in `ticket.show` and in answers to changes as they stand: of next responses the"
          + " last. `sla.why` gives every one, in its last cycle. `began` is the event that began the clock, or its cycle, by which"
          + " notices name it; late words that put a clock before others move their `ordinal`."
      ),
      (
        "Revisions",
        "count the changes that people made; what the desk itself tells has changes in the history"
          + " and no revision."
      ),
      (
        "Lines",
        "of `desk.execute` answer the session's open question. At a question for a text every line is"
          + " text, `cancel` too; `desk.cancel` gives the question up. \(WireLimits.sessionsMax) sessions are"
          + " remembered; of more the oldest are forgotten, those with an open question last."
      ),
    ]
  }
}
