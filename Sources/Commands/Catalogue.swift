import Interpreter

/// The list: every command there is, in the order of help and reference.
///
/// The words of the program and of the wire stand on it too; nothing else knows a command's name.
enum Catalogue {
  static let entries: [Entry] =
    [New.entry] + Hold.entries + Messages.entries + Progress.entries + Details.entries
    + Relations.entries + Snooze.entries
    + [ListAnswer.entry] + Show.entries + [HistoryAnswer.entry, DraftsAnswer.entry]
    + [
      WhyAnswer.entry, WhyNotAnswer.entry, ComplianceAnswer.entry,
      BreachReport.entry, PauseReport.entry,
    ] + CalendarCommands.entries
    + [CalendarDays.entry, AmendCalendar.entry] + PolicyCommands.entries
    + [
      AddPerson.entry, ListPeople.entry, ExportPerson.entry, ApproveErasure.entry,
      ErasePerson.entry,
    ]
    + [
      Use.entry, WhoAmI.entry, Can.entry, EarAnswer.entry, Cancelled.entry, Quit.entry,
      HelpAnswer.entry,
    ]
    + [
      TickAnswer.entry, Verify.entry, AuditHead.entry, Export.entry, BackUp.entry, Doctor.entry,
      AcceptClock.entry,
    ]
    + ProgramWord.allCases.map { .elsewhere($0.command) }
    + WireWord.allCases.map { .elsewhere($0.command) }

  /// Questions and turns of phrase, each standing for a canonical line.
  static let aliases: [Alias] = [
    Alias("{n}", "show {n}"),
    Alias("who has {n}", "show {n}"),
    Alias("how is {n}", "show {n}"),
    Alias("why is {n} due", "why {n}"),
    Alias("why is {n} overdue", "why {n}"),
    Alias("why is {n} not overdue", "why not {n}"),
    Alias("why is {n} not paused", "why not {n}"),
    Alias("when is {n} due", "why {n}"),
    Alias("what is due", "list due<1d"),
    Alias("what is due in the next hour", "list due<1h"),
    Alias("what is due within {span}", "list due<{span}"),
    Alias("what is overdue", "list overdue"),
    Alias("what's overdue", "list overdue"),
    Alias("what is mine", "list mine"),
    Alias("what is new", "list new"),
    Alias("what is waiting", "list waiting"),
    Alias("how many are open", "list --count --limit 1"),
  ]
}
