"""The page's matrix of rights (identity-and-audit.md 4.2), a row for every entry of the list."""
import collections

import door

ROLES = ("customer", "agent", "manager", "administrator")
PEOPLE = dict(zip(ROLES, ("Cleo Crane", "Anselm Oakes", "Mara Quill", "Dora Vane")))
STRANGER = "Nemo Nobody"
NOW = "2026-03-02T10:00:00"
# What of the other customer's, and of the staff's own, nobody else may read.
HIDDEN = ("quicksilver", "marzipan", "vermilion", "obelisk", "Pike", "otto@")

# Cleo's tickets are 1, 3 and 5, Otto's are 2, 4 and 6: new, held, resolved.
FIXTURE = (
    (door.ADMIN, "add administrator Dora Vane"),
    (door.ADMIN, "add manager Mara Quill"),
    (door.ADMIN, "add agent Anselm Oakes"),
    (door.ADMIN, "add agent Boris Tull"),
    (door.ADMIN, "add customer Cleo Crane <cleo@crane.example>"),
    (door.ADMIN, "add customer Otto Pike <otto@pike.example>"),
    *(("Anselm Oakes", f"new for {name} medium : {subject} {number}")
      for pair in (1, 3, 5) for number, name, subject in (
          (pair, "Cleo Crane", "Lamp"), (pair + 1, "Otto Pike", "quicksilver"))),
    *(("Boris Tull", line) for number, said in ((3, "Which lamp?"), (4, "marzipan")) for line in (
        f"take {number}", f"tag {number} vermilion", f"note {number} : obelisk",
        f"reply {number} : {said}")),
    *(("Anselm Oakes", f"resolve {number} : Done.") for number in (5, 6)),
    # The message is event 31.
    ("Anselm Oakes", "received 1 : And the switch."),
    ("Anselm Oakes", "link 1 to 3"),
    ("Boris Tull", "snooze 3 until 2026-03-09"),
    (door.ADMIN, "add customer Gil Gone"),
    ("Mara Quill", "erase approve Gil Gone because he asked for it"),
    ("Dora Vane", "calendar new office : zone UTC; hours Mon-Fri 09:00-17:00"),
)

Row = collections.namedtuple("Row", "entry page marks permission line params")


def row(entry, page, marks, permission, line, /, **params):
    """A row of the table.

    - page: the row of the page's matrix that decides.
    - marks: for customer, agent, manager, administrator, whether they may: ✓, own, or –.
    - line: an attempt that succeeds where it is allowed. {t5} is Cleo's ticket 5, and in its place
      Otto's, which is one up, and one that there is not; {new} is the path of no file.
    - params: the same for the typed method.
    """
    return Row(entry, page, dict(zip(ROLES, marks.split())), permission, line, params)


WORK = "assign / take / release / steal / wait / receive / tag / rename"
ERASE = "erase a person"
STAFF = "manage staff accounts, roles, tokens"
CONFIGURATION = "SLA, calendar, commitment configuration"
POLICY = "policy fast; zone UTC; " + "; ".join(
    f"{number}0 {priority} respond 15m resolve 2h"
    for number, priority in enumerate(("urgent", "high", "medium", "low"), 1))
HOURS = "zone UTC; hours Mon-Fri 09:00-17:00"
EVERYBODY = "help, whoami, can, own drafts"
TABLE = [
    row("ticket.new", "open a ticket", "✓ ✓ ✓ ✓", "open-ticket",
        "new for me urgent : x", customer="me", priority="urgent", subject="x"),
    row("ticket.new", "open a ticket: behalf", "– ✓ ✓ –", "open-for-others",
        "new for Otto Pike urgent : x", customer="Otto Pike", priority="urgent", subject="x"),
    row("ticket.new", "open a ticket: behalf", "– ✓ ✓ –", "open-for-others",
        "new for Nia Newall <nia@new.example> urgent : x",
        customer="Nia Newall <nia@new.example>", priority="urgent", subject="x"),
    row("ticket.take", WORK, "– ✓ ✓ –", "work-tickets", "take {t1}", ticket="{t1}"),
    row("ticket.steal", WORK, "– ✓ ✓ –", "work-tickets", "steal {t3}", ticket="{t3}"),
    row("ticket.assign", WORK, "– ✓ ✓ –", "work-tickets",
        "assign {t1} to Boris Tull", ticket="{t1}", agent="Boris Tull"),
    row("ticket.release", WORK, "– ✓ ✓ –", "work-tickets", "release {t3}", ticket="{t3}"),
    row("ticket.reply", "reply publicly", "own ✓ ✓ –", "reply",
        "reply {t1} : x", ticket="{t1}", text="x"),
    row("ticket.note", "note internally", "– ✓ ✓ ✓", "note",
        "note {t1} : x", ticket="{t1}", text="x"),
    row("ticket.receive", WORK, "– ✓ ✓ –", "work-tickets",
        "received {t1} : x", ticket="{t1}", text="x"),
    row("ticket.wait", WORK, "– ✓ ✓ –", "work-tickets", "wait {t3}", ticket="{t3}"),
    # What the page lets a customer do, to accept what was resolved, has no command yet.
    row("ticket.resolve", "resolve / close", "– ✓ ✓ –", "resolve",
        "resolve {t3} : x", ticket="{t3}", text="x"),
    row("ticket.close", "resolve / close", "– ✓ ✓ –", "resolve", "close {t5}", ticket="{t5}"),
    row("ticket.reopen", "reopen", "own ✓ ✓ –", "reopen", "reopen {t5}", ticket="{t5}"),
    row("ticket.set", "change priority", "– ✓ ✓ –", "set-priority",
        "set {t1} priority urgent", ticket="{t1}", priority="urgent"),
    row("ticket.rename", WORK, "– ✓ ✓ –", "work-tickets",
        "rename {t1} : x", ticket="{t1}", subject="x"),
    row("ticket.no-reply-needed", WORK, "– ✓ ✓ –", "work-tickets",
        "no-reply-needed {t1} because x", ticket="{t1}", because="x"),
    row("ticket.transfer", "give a ticket to another customer", "– ✓ ✓ –", "transfer",
        "transfer {t1} to Dora Vane --because x",
        ticket="{t1}", customer="Dora Vane", because="x"),
    row("ticket.tag", WORK, "– ✓ ✓ –", "work-tickets", "tag {t1} x", ticket="{t1}", tag="x"),
    row("ticket.untag", WORK, "– ✓ ✓ –", "work-tickets",
        "untag {t3} vermilion", ticket="{t3}", tag="vermilion"),
    row("ticket.merge", WORK, "– ✓ ✓ –", "work-tickets", "merge {t1} into 3", ticket="{t1}", into=3),
    row("ticket.split", WORK, "– ✓ ✓ –", "work-tickets", "split {t1} from 31", ticket="{t1}",
        message=31),
    row("ticket.link", WORK, "– ✓ ✓ –", "work-tickets", "link {t1} to 5", ticket="{t1}", other=5),
    row("ticket.unlink", WORK, "– ✓ ✓ –", "work-tickets", "unlink {t3} from 1", ticket="{t3}",
        other=1),
    row("ticket.snooze", WORK, "– ✓ ✓ –", "work-tickets", "snooze {t1} until tomorrow",
        ticket="{t1}", until="tomorrow"),
    row("ticket.wake", WORK, "– ✓ ✓ –", "work-tickets", "wake {t3}", ticket="{t3}"),
    row("ticket.list", "read ticket, public thread", "✓ ✓ ✓ ✓", "read-ticket",
        "list all --count", filter="all", count=True),
    row("ticket.show", "read ticket, public thread", "own ✓ ✓ ✓", "read-ticket",
        "show {t3}", ticket="{t3}"),
    row("ticket.next", WORK, "– ✓ ✓ –", "work-tickets", "next"),
    row("ticket.history", "read ticket, public thread", "own ✓ ✓ ✓", "read-ticket",
        "history {t3}", ticket="{t3}"),
    row("draft.list", EVERYBODY, "✓ ✓ ✓ ✓", None, "drafts"),
    row("sla.why", "see SLA clocks and `why`", "own ✓ ✓ ✓", "see-service-levels",
        "why {t3}", ticket="{t3}"),
    row("report.sla", "list people; SLA reports", "– ✓ ✓ ✓", "report", "report sla"),
    row("sla.why-not", "see SLA clocks and `why`", "own ✓ ✓ ✓", "see-service-levels",
        "why not {t3}", ticket="{t3}"),
    row("report.breaches", "list people; SLA reports", "– ✓ ✓ ✓", "report", "report breaches"),
    row("report.pauses", "list people; SLA reports", "– ✓ ✓ ✓", "report", "report pauses"),
    row("calendar.check", "list people; SLA reports", "– ✓ ✓ ✓", "report",
        f"calendar check : {HOURS}", text=HOURS),
    row("calendar.list", "list people; SLA reports", "– ✓ ✓ ✓", "report", "calendars"),
    row("calendar.show", "list people; SLA reports", "– ✓ ✓ ✓", "report", "calendar show office",
        calendar="office"),
    row("calendar.days", "list people; SLA reports", "– ✓ ✓ ✓", "report", "calendar days office",
        calendar="office"),
    row("policy.check", "list people; SLA reports", "– ✓ ✓ ✓", "report",
        f"policy check : {POLICY}", text=POLICY),
    row("policy.diff", "list people; SLA reports", "– ✓ ✓ ✓", "report",
        f"policy diff : {POLICY}", text=POLICY),
    row("policy.try", "list people; SLA reports", "– ✓ ✓ ✓", "report", "policy try urgent", priority="urgent"),
    row("policy.show", "list people; SLA reports", "– ✓ ✓ ✓", "report", "policy show"),
    row("policy.propose", "propose a policy", "– – ✓ ✓", "propose-promises",
        "policy propose because it is faster : " + POLICY, because="it is faster", text=POLICY),
    row("policy.apply", CONFIGURATION, "– – – ✓", "change-promises",
        "policy apply because it is faster : " + POLICY, because="it is faster", text=POLICY),
    row("calendar.new", CONFIGURATION, "– – – ✓", "change-promises",
        f"calendar new late : {HOURS}", calendar="late", text=HOURS),
    row("calendar.amend", CONFIGURATION, "– – – ✓", "change-promises",
        "calendar amend office : zone UTC; hours Sun 09:00-17:00", calendar="office",
        text="zone UTC; hours Sun 09:00-17:00"),
    row("person.add", "manage contacts (customers), organisations", "– ✓ ✓ ✓", "manage-customers",
        "add customer Nia Newall", role="customer", name="Nia Newall"),
    *(row("person.add", STAFF, "– – – ✓", "manage-staff",
          f"add {role} Nia Newall", role=role, name="Nia Newall") for role in ROLES[1:]),
    row("person.list", "list people; SLA reports", "– ✓ ✓ ✓", "list-people", "people"),
    row("person.export", "manage contacts (customers), organisations: own data", "✓ ✓ ✓ ✓",
        "export-own-data", "person export me", person="me"),
    # The page says who approves and who executes; both must see what it is about, and export it first.
    row("person.export", ERASE, "– – ✓ ✓", "export-people",
        "person export Otto Pike", person="Otto Pike"),
    row("person.approve-erasure", ERASE, "– – ✓ –", "approve-erasure",
        "erase approve Otto Pike because x", person="Otto Pike", because="x"),
    row("person.erase", ERASE, "– – – ✓", "erase", "erase Gil Gone", person="Gil Gone"),
    row("session.whoami", EVERYBODY, "✓ ✓ ✓ ✓", None, "whoami"),
    row("session.can", EVERYBODY, "✓ ✓ ✓ ✓", None, "can take 1", line="take 1"),
    row("session.use", "read ticket, public thread", "own ✓ ✓ ✓", None, "use {t3}", ticket="{t3}"),
    row("session.alerts", EVERYBODY, "✓ ✓ ✓ ✓", None, "alerts quiet", mode="quiet"),
    row("session.cancel", EVERYBODY, "✓ ✓ ✓ ✓", None, "cancel"),
    row("session.quit", EVERYBODY, "✓ ✓ ✓ ✓", None, "quit"),
    row("desk.help", EVERYBODY, "✓ ✓ ✓ ✓", None, "help"),
    # The page's row has a cell too few; read as: agents and managers tick, administrators do both.
    row("desk.tick", "tick / import of logs", "– ✓ ✓ ✓", "tick", "tick"),
    row("desk.verify", "audit read / verify / export anchor", "– – ✓ ✓", "verify", "verify"),
    row("audit.head", "audit read / verify / export anchor", "– – ✓ ✓", "verify", "audit head"),
    row("desk.export", "audit read / verify / export anchor", "– – ✓ ✓", "verify", "export"),
    row("desk.doctor", "audit read / verify / export anchor", "– – ✓ ✓", "verify", "doctor"),
    row("desk.backup", "backup, restore, migrate", "– – – ✓", "back-up",
        "backup to {new}", path="{new}"),
    row("clock.accept", "accept a clock", "– – ✓ ✓", "accept-clock",
        "clock accept because of a battery", because="of a battery"),
]

# What `whoami` says that each role may; one more permission than the rows above have entries for.
ELSEWHERE = {
    "read-notes": ("read internal notes", "– ✓ ✓ ✓"),
    "import": ("tick / import of logs", "– – – ✓"),
    "act-as-others": (STAFF, "– – – ✓"),
}
# The program's own words, which no prompt carries out, and how each is tried here.
PROGRAM = {
    "program.desk": "desk", "program.rpc": "rpc", "program.replay": "replay x.desk",
    "program.import": "import servicenow x.csv", "program.schema": "schema openrpc",
    "program.restore": "restore x.db",
}
# The connection's own methods. These know nobody, and tell everybody the same:
DEAF = {
    "rpc.ping": {}, "rpc.discover": {}, "initialize": {}, "initialized": {}, "shutdown": {},
    "exit": {}, "$/setTrace": {"value": "off"}, "rpc.status": {}, "$/cancelRequest": {"id": 0},
    "events.unsubscribe": {"subscription": "sub-9"},
}
# These follow the journal, and tell what the histories of tickets tell.
FOLLOWING = {"events.subscribe", "events.poll"}
# These carry lines, and are as free as the lines: each row's line goes through the first.
LINES = {"desk.execute", "workspace/executeCommand", "desk.parse", "desk.complete", "desk.cancel"}


def holders(permission):
    """The roles that have a permission by the page."""
    if permission in ELSEWHERE:
        marks = dict(zip(ROLES, ELSEWHERE[permission][1].split()))
        return {role for role in ROLES if marks[role] != "–"}
    rows = [row for row in TABLE if row.permission == permission]
    held = [{role for role in ROLES if row.marks[role] != "–"} for row in rows]
    assert held and all(roles == held[0] for roles in held), f"the rows of {permission} differ"
    return held[0]
