/// The entries by which a program follows the journal (rpc.md 2.8).
extension WireWord {
  var subscribe: Command {
    entry(
      "Has the events of the journal told from now on, or from an event on.",
      details: """
        Each comes as a notification `desk.event`, in the order of the journal, behind the answer to the \
        call that caused it. None is left out: a client that does not read them is told them when it \
        does. `events.gap` tells of events that the journal has no more, as a backup was put in its place.
        """,
      slots: [
        WireParameter.types.option(), WireParameter.ofTicket.option(), WireParameter.since.option(),
        WireParameter.mark.option(),
      ],
      errors: [.notFound, .tooManySubscriptions], answer: { WireAnswer.subscribed.schema })
  }

  var poll: Command {
    entry(
      "Gives events of the journal behind one.",
      details: """
        For a client that takes no notifications. Where there is none it waits for the first, while other \
        calls are answered; in a batch it does not wait, nor beside \(WireLimits().subscriptionsMax) that do.
        """,
      slots: [
        WireParameter.since.slot(), WireParameter.mark.option(), WireParameter.types.option(),
        WireParameter.ofTicket.option(),
        WireParameter.limit.option(), WireParameter.waitMs.option(),
      ],
      errors: [.notFound], answer: { WireAnswer.polled.schema })
  }
}
