/// The rows of `help filters`.
enum FilterHelp {
  static let rows: [(String, String)] = [
    ("mine · unassigned · live · all", "Yours; nobody's; unresolved; resolved and closed too."),
    ("new · open · waiting · resolved · closed", "By status; live ones where none is named."),
    ("urgent · high · medium · low", "By priority."),
    ("overdue", "A clock runs past its time."),
    ("snoozed", "Lists leave it out for a time."),
    ("breached", "A clock ever did, answered or paused since or not."),
    ("status:new,open  priority:urgent,high", "A comma is or."),
    (
      "agent:ann  agent:none  customer:\"Ada Byron\"",
      "A whole name, an address, a number; an agent's first name."
    ),
    ("is:overdue  id:1,5", "By state; by number."),
    ("tag:billing  tag:\"two words\"", "Two such terms both count."),
    ("due<1h  due>=2d", "Due within an hour, or past; due in two days or later."),
    ("-tag:spam  not urgent", "What must not hold."),
    ("(urgent or tag:vip) mine", "One or the other."),
  ]
}
