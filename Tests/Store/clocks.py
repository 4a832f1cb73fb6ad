#!/usr/bin/env python3
"""Clocks that are wrong: nothing false survives as true, and it is said which clock may be wrong.

Drives the built program under libfaketime, which gives it another clock than the machine's. All
times are of the zone UTC.

usage: clocks.py DESK
"""
import datetime, json, os, pathlib, subprocess, sys, tempfile

import pexpect

DESK = os.path.abspath(sys.argv[1])
WAIT = 60
SECOND, MINUTE, HOUR, DAY = (datetime.timedelta(**{unit: 1})
                             for unit in ("seconds", "minutes", "hours", "days"))
MONDAY = datetime.datetime(2026, 3, 2, 9)
# A moment more than 36 days, for the desk began a moment after its clock was read.
LONG = 36 * DAY + MINUTE
failed = count = 0


def faked(at, *words):
    """What starts the program by a clock that goes on from an instant.

    By the `faketime` program, for without it the library sets variables before the program begins,
    and Swift then finds no arguments.
    """
    return ["faketime", "-f", at.strftime("@%Y-%m-%d %H:%M:%S"), DESK, *words]


# A process of that number was killed before it cleared away what `faketime` keeps by it.
TAKEN = "sem_open: File exists"
ENVIRONMENT = os.environ | {"TZ": "UTC", "LC_ALL": "C.UTF-8", "TERM": "dumb"}


class Desk:
    """A desk, and the clock of the machine on which the next call is made."""

    def __init__(self, folder):
        self.folder, self.path, self.now = folder, os.path.join(folder, "desk.db"), MONDAY
        self.words("add agent Ben Okri <ben@desk.example>")
        self.words("new for Cleo Crane <cleo@acme.example> high : Printer")

    def run(self, *words, at=None, told=""):
        done = subprocess.run(faked(at or self.now, "--db", self.path, *words), input=told,
                              capture_output=True, text=True, timeout=WAIT, env=ENVIRONMENT)
        if TAKEN in done.stderr:
            return self.run(*words, at=at, told=told)
        if at is None:
            self.now += SECOND
        return done

    def call(self, line, *options, at=None):
        return self.run(*options, "-c", line, at=at)

    def words(self, line, *options, at=None):
        """The page of a line that is done, and what was told beside it."""
        done = self.call(line, *options, at=at)
        assert done.returncode == 0, (line, done)
        return done.stderr + done.stdout

    def data(self, line, at=None):
        done = self.call(line, "--json", at=at)
        assert done.returncode == 0, (line, done)
        return json.loads(done.stdout)

    def refused(self, line, kind, status, *options, at=None):
        done = self.call(line, *options, at=at)
        assert (done.returncode, f"error[{kind}]" in done.stderr) == (status, True), (line, done)
        return " ".join(done.stderr.split())

    def suspect(self, line, at=None):
        return self.refused(line, "clock-suspect", 3, at=at)

    def holds(self):
        said = self.words("verify")
        assert said.startswith("holds"), said

    def clocks(self, ticket):
        """When each running clock of a ticket is due, by its name."""
        clocks = self.data(f"show {ticket}")["clocks"]
        return {clock["clock"]: clock["due"][:16] for clock in clocks if "due" in clock}

    def kinds(self, ticket):
        return [event["kind"] for event in self.data(f"history {ticket}")["events"]]

    def journal(self):
        return [json.loads(line) for line in self.words("export").splitlines()]


def same(found, wanted):
    assert found == wanted, f"{found}, not {wanted}"


def rule(function):
    global failed, count
    count += 1
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(folder)
        try:
            function(desk)
            desk.holds()
        except Exception as fault:
            failed += 1
            print(f"FAILED {function.__name__.replace(chr(95), chr(32))}: {fault!r}"[:900])


@rule
def a_clock_an_hour_behind_writes_nothing_and_says_so(desk):
    before = desk.journal()
    back = MONDAY - HOUR
    for line in ("note 1 : x", "new for me low : x", "tick", "take 1", "add agent Ana <a@b.example>"):
        said = desk.suspect(line, at=back)
        assert "clock says 2026-03-02 08:00" in said and "change is of 2026-03-02 09:00" in said, said
        assert "set it right" in said and "clock accept" in said, said
    assert "due 10:00" in desk.words("show 1", at=back)
    same(desk.journal(), before)
    desk.now += MINUTE
    desk.words("note 1 : The clock is right again, and nothing was to be accepted.")


@rule
def a_clock_a_little_behind_is_lifted(desk):
    desk.words("note 1 : x", at=MONDAY - datetime.timedelta(seconds=3))
    recorded = [entry["recordedAt"] for entry in desk.journal()]
    same(recorded, sorted(recorded))


@rule
def a_weekend_of_rest_needs_no_word(desk):
    for days in (3, 14, 34):
        desk.now += days * DAY
        desk.words("note 1 : After a rest.")
    desk.refused("clock accept", "unchanged", 1)


def two_days_ahead(desk, wrong=MONDAY + 2 * DAY):
    """What is done by a clock that is two days ahead."""
    told = desk.words("reply 1 : We are on it.", at=wrong)
    assert "#1 Cleo Crane was not answered within" in told, told
    desk.words("new for Dan Dole <dan@beta.example> urgent : Gateway", at=wrong + MINUTE)
    told = desk.words("tick", at=wrong + 2 * HOUR)
    assert "#2 Dan Dole was not answered within" in told, told


@rule
def two_days_ahead_and_back_leave_nothing_false(desk):
    two_days_ahead(desk)
    desk.now = MONDAY + 20 * MINUTE
    desk.suspect("note 2 : x")
    told = desk.words("clock accept because the battery was empty")
    assert "#1 to answer Cleo Crane the time of 1 h was not up after all" in told, told
    assert "#2 to answer Dan Dole the time of 30 m was not up after all" in told, told
    desk.holds()
    same(desk.clocks(1), {"resolution": "2026-03-03T09:00"})
    same(desk.clocks(2), {"response": "2026-03-02T09:50", "resolution": "2026-03-02T13:20"})
    assert "response      met in" in desk.words("show 1")
    assert "response: due 09:50" in desk.words("why 2")
    assert "breached" not in desk.kinds(1) + desk.kinds(2)
    told = [event for event in desk.data("history 2")["events"] if event["occurredAt"] > "2026-03-03"]
    same(told, [])
    for line in desk.data("report sla")["items"]:
        same((line["missed"], line["month"]), (0, "2026-03"))
    # It comes again when it is true, and once.
    desk.now = MONDAY + 49 * MINUTE
    assert "up" not in desk.words("tick")
    desk.now = MONDAY + 51 * MINUTE
    told = desk.words("tick")
    assert "09:50" in told and "was not answered within" in told, told
    assert "up" not in desk.words("tick")
    assert "breached" in desk.kinds(2)


@rule
def what_would_be_changed_is_shown_before_it_is(desk):
    two_days_ahead(desk)
    before = desk.journal()
    desk.now = MONDAY + 20 * MINUTE
    for line in ("clock accept --dry-run", "clock accept"):
        done = desk.call(line)
        said = " ".join((done.stdout + done.stderr).split())
        for words in ("one ran ahead", "4 to 7", "dated 2026-03-04 09:00 to 2026-03-04 11:00",
                      "count as of 2026-03-02 09:20", "the desk itself"):
            assert words in said, (words, said)
        same(desk.journal(), before)
    trial = desk.data("clock accept --dry-run")
    would = trial["would"][0]
    same((would["kind"], would["firstChange"], would["lastChange"]), ("clock.corrected", 4, 7))
    # Meanwhile somebody's wrong clock goes on: what was agreed to is not what would be done.
    desk.words("note 2 : x", at=MONDAY + 2 * DAY + 3 * HOUR)
    desk.refused(f"clock accept --confirm {trial['confirm']}", "conflict", 1)
    desk.now += MINUTE
    confirm = desk.data("clock accept --dry-run")["confirm"]
    desk.now += MINUTE
    same(desk.data(f"clock accept --confirm {confirm}")["lastChange"], 8)


@rule
def forty_years_ahead_and_back(desk):
    desk.words("reply 1 : before")
    far = MONDAY.replace(year=2066)
    desk.suspect("note 1 : x", at=far)
    desk.words("clock accept because the other one was wrong", at=far)
    desk.words("received 1 : x", at=far + HOUR)
    desk.words("new for Cleo Crane low : Question", at=far + HOUR)
    desk.now = MONDAY + 30 * MINUTE
    desk.words("clock accept because it is 2026")
    desk.holds()
    same(desk.clocks(1), {"next-response": "2026-03-02T10:30", "resolution": "2026-03-03T09:00"})
    same(desk.clocks(2), {"response": "2026-03-03T09:30", "resolution": "2026-04-02T09:30"})
    desk.now = MONDAY + 2 * HOUR
    told = desk.words("tick")
    assert "#1 Cleo Crane was not answered within" in told and "resolved" not in told, told


@rule
def a_desk_that_began_by_a_wrong_clock(desk):
    desk.path = os.path.join(desk.folder, "other.db")
    desk.words("new for Cleo Crane <cleo@acme.example> high : Printer", at=MONDAY + 9 * DAY)
    desk.words("clock accept because it is Monday still")
    same(desk.data("clock accept --dry-run", at=MONDAY - HOUR)["would"][0]["firstChange"], 1)
    same(desk.clocks(1), {"response": "2026-03-02T10:00", "resolution": "2026-03-03T09:00"})
    # And one that began before there were any desks: it is as if it had rested since.
    desk.path = os.path.join(desk.folder, "old.db")
    desk.words("people", at=datetime.datetime(1971, 1, 1))
    desk.suspect("new for me low : x")
    desk.words("clock accept because the first start had no clock")
    desk.words("new for me low : x")


def lines(desk, *said):
    return desk.run(told="".join(line + "\n" for line in said))


@rule
def after_36_days_a_program_is_refused_and_told_the_way_out(desk):
    desk.now += LONG
    said = desk.suspect("note 1 : x")
    assert "36 d after the last change" in said and "clock accept" in said, said
    done = lines(desk, "show 1", "note 1 : x", "show 1")
    same(done.returncode, 3)
    assert "error[clock-suspect]" in done.stderr, done
    call = {"jsonrpc": "2.0", "id": 1, "method": "ticket.note", "params": {"ticket": 1, "text": "x"}}
    done = desk.run("rpc", told=json.dumps(call) + "\n")
    error = json.loads(done.stdout)["error"]
    same((error["code"], error["data"]["kind"]), (5000, "clock-suspect"))
    # One word is enough for all of them, and it is of a manager or the administrator.
    desk.refused("clock accept", "forbidden", 1, "--as", "ben@desk.example")
    desk.words("clock accept because we were on holidays")
    desk.words("note 1 : x")
    same(json.loads(desk.run("rpc", told=json.dumps(call) + "\n").stdout)["result"]["change"],
         len(desk.journal()))


def prompt(desk, *options):
    program, *words = faked(desk.now, "--db", desk.path, *options)
    child = pexpect.spawn(program, words, encoding="utf-8", timeout=WAIT, dimensions=(50, 200),
                          env=ENVIRONMENT)
    return prompt(desk, *options) if child.expect(["desk", TAKEN]) else child


def leave(child):
    child.sendline("quit")
    child.expect(pexpect.EOF)
    child.close()


def ask(child, line, *wanted):
    child.sendline(line)
    for words in wanted:
        child.expect_exact(words)


@rule
def after_36_days_a_person_is_asked_once_before_the_write(desk):
    desk.now += LONG
    before = desk.journal()
    child = prompt(desk)
    ask(child, "show 1", "#1 Printer")
    ask(child, "note 1 : After a long rest.", "36 d after the last change", "shall it be done?")
    ask(child, "no", "cancelled; draft d1 is kept")
    same(desk.journal(), before)
    ask(child, "note 1 : After a long rest.", "shall it be done?")
    ask(child, "show 1", "#1 Printer", "shall it be done?")
    ask(child, "perhaps", "yes or no", "shall it be done?")
    ask(child, "yes", "the clock is accepted", "#1 noted")
    ask(child, "note 1 : Once more.", "#1 noted")
    leave(child)
    same([entry["method"] for entry in desk.journal()[len(before):]][:1], ["clock.accept"])
    same(desk.kinds(1).count("noted"), 2)
    desk.words("note 1 : And from the shell.")


@rule
def somebody_else_may_say_so_while_a_person_is_asked(desk):
    desk.now += LONG
    child = prompt(desk)
    ask(child, "note 1 : x", "shall it be done?")
    desk.words("clock accept because we rested")
    ask(child, "yes", "#1 noted")
    leave(child)
    same([entry["method"] for entry in desk.journal()].count("clock.accept"), 1)


@rule
def who_may_not_say_so_is_refused_at_a_prompt_too(desk):
    desk.now += LONG
    child = prompt(desk, "--as", "ben@desk.example")
    ask(child, "note 1 : x", "error[clock-suspect]", "a manager or the administrator")
    leave(child)


@rule
def of_two_processes_one_has_the_wrong_clock(desk):
    right, wrong = prompt(desk), None
    desk.now = MONDAY + 2 * DAY
    wrong = prompt(desk)
    ask(wrong, "reply 1 : By the wrong clock.", "#1 replied to")
    ask(right, "note 1 : By the right one.", "error[clock-suspect]", "2026-03-04 09:00")
    ask(right, "clock accept", "one ran ahead", "shall it be done?")
    ask(right, "y", "the clock is accepted", "desk")
    ask(right, "show 1", "response      met in")
    # What the other remembers of the ticket is not what was true before.
    ask(wrong, "show 1", "response      met in")
    # The other is still ahead: what it writes stands until it is found out again.
    ask(wrong, "received 1 : Again by the wrong clock.", "#1 received")
    ask(right, "note 1 : x", "error[clock-suspect]")
    ask(right, "clock accept because its clock is set right now", "the clock is accepted")
    ask(right, "note 1 : x", "#1 noted")
    leave(right)
    leave(wrong)
    desk.now = MONDAY + MINUTE
    same(desk.clocks(1), {"next-response": "2026-03-02T10:00", "resolution": "2026-03-03T09:00"})


@rule
def two_corrections_are_one_truth(desk):
    two_days_ahead(desk)
    desk.words("clock accept because of the first", at=MONDAY + 40 * MINUTE)
    desk.words("reply 2 : x", at=MONDAY + 5 * DAY)
    # The one that was taken for right was ahead too.
    desk.now = MONDAY + 10 * MINUTE
    desk.words("clock accept because of both")
    same(desk.clocks(1), {"resolution": "2026-03-03T09:00"})
    same(desk.clocks(2), {"resolution": "2026-03-02T13:10"})
    assert "response      met in" in desk.words("show 1")
    assert "breached" not in desk.kinds(1) + desk.kinds(2)
    shown = [event["occurredAt"] for event in desk.data("history 2")["events"]]
    assert max(shown) < "2026-03-02T09:11", shown


@rule
def under_a_key_it_is_accepted_once(desk):
    two_days_ahead(desk)
    desk.now = MONDAY + 20 * MINUTE
    line = "clock accept --idempotency-key k because of a battery"
    first = desk.data(line)
    before = desk.journal()
    desk.now += 5 * MINUTE
    same(desk.data(line), first | {"replayed": True})
    same(desk.journal(), before)
    desk.refused("clock accept --idempotency-key k because of another", "idempotency-mismatch", 1)


HEAD = ("number,incident_state,active,caller_id,opened_at,sys_updated_at,category,subcategory,"
        "u_symptom,priority,assigned_to")
ROW = "INC1,New,true,Caller 1,2/3/2026 08:00,2/3/2026 08:00,Hardware,Screen,Dark,2 - High,?"


@rule
def what_was_done_under_a_key_is_answered_by_any_clock(desk):
    line = "note 1 --idempotency-key k : once"
    first = desk.data(line)
    for at in (desk.now - HOUR, desk.now + LONG):
        again = desk.data(line, at=at)
        same((again["replayed"], again["change"]), (True, first["change"]))
        desk.refused("note 1 --idempotency-key other : once", "clock-suspect", 3, at=at)


@rule
def doctor_says_how_the_clock_fits(desk):
    for at, state, status in ((desk.now, "good", 0), (desk.now - HOUR, "bad", 1),
                              (desk.now + LONG, "warning", 0)):
        done = desk.call("doctor", "--json", at=at)
        said = next(each for each in json.loads(done.stdout)["checks"] if each["subject"] == "clock")
        same((said["state"], done.returncode), (state, status))


@rule
def an_import_is_refused_by_a_clock_that_does_not_fit(desk):
    log = pathlib.Path(desk.folder, "log.csv")
    log.write_text(f"{HEAD}\n{ROW}\n")
    before = desk.journal()
    for at, words in ((MONDAY - HOUR, "change is of 2026-03-02 09:00"),
                      (MONDAY + LONG, "36 d after")):
        done = desk.run("import", "servicenow", str(log), at=at)
        said = " ".join(done.stderr.split())
        same((done.returncode, "error[clock-suspect]" in said, words in said), (3, True, True))
    same(desk.journal(), before)
    # By a clock that runs ahead it is taken, and what it says is as true as it was.
    done = desk.run("import", "servicenow", str(log), at=MONDAY + 2 * DAY)
    same(done.returncode, 0)
    desk.now = MONDAY + 10 * MINUTE
    desk.words("clock accept because of a battery")
    same(desk.clocks("INC1"), {"response": "2026-03-02T09:00", "resolution": "2026-03-03T08:00"})
    # What was over when it was imported is told of nobody; what is still to come is.
    told = desk.words("tick", at=MONDAY + DAY)
    assert "#2 answer" not in told and "Caller 1 was not" not in told and "#2 it was not resolved for" in told, told


@rule
def a_draft_by_a_wrong_clock_takes_no_other_with_it(desk):
    for at, text in ((MONDAY, "Mine."), (MONDAY.replace(year=2066), "By a wrong clock.")):
        desk.now = at
        child = prompt(desk)
        ask(child, "reply 1 :", "What is the text?")
        child.sendline(text)
        child.sendeof()
        child.expect("is kept")
        child.sendeof()
        child.expect(pexpect.EOF)
    desk.now = MONDAY + MINUTE
    said = desk.words("drafts")
    assert "Mine." in said and "By a wrong clock." in said, said


print(f"clocks: {count} rules, {failed} failed")
sys.exit(1 if failed else 0)
