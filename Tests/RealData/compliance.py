#!/usr/bin/env python3
"""The compliance table of the ServiceNow log, computed from the CSV alone, against desk's.

usage: compliance.py DESK CSV.GZ

Under the service statement, under a policy that answers urgent tickets within 15 minutes, and under one
of working days in London with England's holidays. It shares no code and no data structure with desk: it
steps through each incident's rows with Python's calendar and compares every cell of `report sla`.
"""
import calendar, collections, csv, datetime, gzip, json, os, pathlib, subprocess, sys, tempfile
import zoneinfo

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Answers"))
import proofs

TICKETS = 24_918
PRIORITY = {"1": "urgent", "2": "high", "3": "medium", "4": "low"}
STATUS = {
    "New": "new", "Active": "open", "Awaiting User Info": "waiting", "Awaiting Vendor": "open",
    "Awaiting Problem": "open", "Awaiting Evidence": "open", "Resolved": "resolved",
    "Closed": "closed",
}
LIVE = {"new", "open", "waiting"}
HOUR, DAY, NONE = datetime.timedelta(hours=1), datetime.timedelta(days=1), datetime.timedelta(0)
UTC, LONDON = datetime.timezone.utc, zoneinfo.ZoneInfo("Europe/London")
HOLIDAYS = pathlib.Path(__file__).resolve().parents[2].parent / "shared/data/holidays/england.ics"


def when(text):
    day, clock = text.split()
    d, m, y = map(int, day.split("/"))
    hour, minute = map(int, clock.split(":"))
    return datetime.datetime(y, m, d, hour, minute, tzinfo=UTC)


def month_later(t):
    y, m = (t.year + 1, 1) if t.month == 12 else (t.year, t.month + 1)
    return t.replace(year=y, month=m, day=min(t.day, calendar.monthrange(y, m)[1]))


class Statement:
    """What is promised round the clock: lengths by priority, a month as long as the one it begins in."""
    zone = UTC
    text = None
    urgent = HOUR / 2

    def budget(self, clock, priority, start):
        if clock == "response":
            return {"urgent": self.urgent, "high": HOUR, "medium": 8 * HOUR, "low": DAY}[priority]
        return {"urgent": 4 * HOUR, "high": DAY, "medium": 7 * DAY,
                "low": month_later(start) - start}[priority]

    def ran(self, clock, priority, start, end):
        return end - start


class Quarter(Statement):
    urgent = HOUR / 4
    text = """policy statement; zone UTC
        10 urgent respond 15m resolve 4h
        20 high respond 1h resolve 1d
        30 medium respond 8h resolve 1w
        40 low respond 1d resolve 1mo"""


class Working:
    """Monday to Friday, 9:00 to 17:30 in London, without holidays; the month of a low ticket counts all
    day."""
    zone = LONDON
    text = """policy working; zone Europe/London; calendar office
        10 urgent respond 15m resolve 4h
        20 high respond 1h resolve 1wd
        30 medium respond 8h resolve 5wd
        40 low respond 1wd resolve 1mo always"""

    def __init__(self):
        lines = HOLIDAYS.read_text().splitlines()
        self.closed = {datetime.date(int(line[-8:-4]), int(line[-4:-2]), int(line[-2:]))
                       for line in lines if line.startswith("DTSTART")}
        self.opened = {}

    def opening(self, date):
        """From when to when a day is open; nothing where it is not."""
        if date not in self.opened:
            self.opened[date] = None if date.weekday() > 4 or date in self.closed else tuple(
                datetime.datetime.combine(date, datetime.time(*time), LONDON).astimezone(UTC)
                for time in ((9, 0), (17, 30)))
        return self.opened[date]

    def open_between(self, start, end):
        total, date = NONE, start.astimezone(LONDON).date()
        while date <= end.astimezone(LONDON).date():
            opening = self.opening(date)
            if opening:
                total += max(NONE, min(end, opening[1]) - max(start, opening[0]))
            date += DAY
        return total

    def working_days(self, start, count):
        """What runs until the same time on the wall so many working days later."""
        local = start.astimezone(LONDON)
        date = local.date()
        while count:
            date += DAY
            count -= self.opening(date) is not None
        end = datetime.datetime.combine(date, local.time(), LONDON).astimezone(UTC)
        return self.open_between(start, end)

    def budget(self, clock, priority, start):
        if clock == "response":
            return self.working_days(start, 1) if priority == "low" else {
                "urgent": HOUR / 4, "high": HOUR, "medium": 8 * HOUR}[priority]
        if priority == "low":
            return month_later(start.astimezone(LONDON)).astimezone(UTC) - start
        return 4 * HOUR if priority == "urgent" else self.working_days(
            start, 1 if priority == "high" else 5)

    def ran(self, clock, priority, start, end):
        if clock == "resolution" and priority == "low":
            return end - start
        return self.open_between(start, end)


def table(rows, policy):
    incidents = collections.OrderedDict()
    for place, row in enumerate(rows):
        incidents.setdefault(row["number"], []).append((when(row["sys_updated_at"]), place, row))
    cells = collections.Counter()
    for steps in incidents.values():
        steps.sort(key=lambda s: s[:2])
        start = when(steps[0][2]["opened_at"])
        month = start.astimezone(policy.zone).strftime("%Y-%m")
        status, answered, last = "new", False, start
        # Each stretch is measured by the promise in force in it.
        priority, used, waited = PRIORITY[steps[0][2]["priority"][0]], NONE, NONE
        endings = []

        def verdict(clock, spent):
            return "met" if spent <= policy.budget(clock, priority, start) else "missed"
        for at, _, row in steps:
            at = max(at, last)
            if status in ("new", "open"):
                used += policy.ran("resolution", priority, last, at)
            if not answered:
                waited += policy.ran("response", priority, last, at)
            last, priority = at, PRIORITY[row["priority"][0]]
            now = STATUS.get(row["incident_state"])
            if now is None:
                continue
            if now != "new" and not answered:
                answered = True
                cells["response", month, priority, verdict("response", waited)] += 1
            if status in LIVE and now not in LIVE:
                endings.append((priority, verdict("resolution", used)))
            status = now
        assert answered and status == "closed"
        cells[("first-resolution", month) + endings[0]] += 1
        cells[("resolution", month) + endings[-1]] += 1
    return cells


def whys(desk, environment):
    """What does not add up of the reason of any clock of any ticket."""
    calls = "".join(json.dumps({"jsonrpc": "2.0", "id": number, "method": "sla.why",
                                "params": {"ticket": number}}) + "\n"
                    for number in range(1, TICKETS + 1))
    answers = subprocess.run([desk, "rpc"], input=calls, env=environment, capture_output=True,
                             text=True, check=True).stdout.splitlines()
    results = [json.loads(answer)["result"] for answer in answers]
    assert len(results) == TICKETS, len(results)
    clocks = sum(len(result["clocks"]) for result in results)
    faults = [fault for result in results for fault in proofs.judge(result)]
    print(f"why: {clocks} clocks, {len(faults)} do not add up")
    return faults


def compare(desk, log, policy):
    """How many cells differ, and whether the store holds."""
    with gzip.open(log, "rt", encoding="utf-8", newline="") as file:
        expected = table(csv.DictReader(file), policy)
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DESK_DB=os.path.join(folder, "desk.db"), TZ="UTC")

        def said(*words):
            return subprocess.check_output([desk, *words], env=environment, text=True)
        if policy.text:
            office, text = (os.path.join(folder, name) for name in ("office.txt", "policy.txt"))
            pathlib.Path(office).write_text(
                f"zone Europe/London\nhours Mon-Fri 09:00-17:30\nholidays {HOLIDAYS}\n"
                if policy.zone is LONDON else "zone UTC\nhours Mon 09:00-10:00\n")
            pathlib.Path(text).write_text(policy.text.replace("; ", "\n"))
            said("calendar", "new", "office", "from", office)
            # What holds since before is shown first, and done once it is confirmed.
            apply = ["policy", "apply", text, "--from", "2010-01-01", "--retroactive"]
            because = ["because", "to compare"]
            plan = json.loads(said("--json", *apply, "--dry-run", *because))
            said(*apply, "--confirm", plan["confirm"], *because)
        report = os.path.join(folder, "report.csv")
        done = subprocess.run([desk, "import", "servicenow", log, "--report", report],
                              env=environment, capture_output=True, text=True)
        print(done.stdout, end="")
        # Five rows have a state that is none: all else is taken.
        with open(report, newline="") as file:
            untaken = [(row["kind"], row["wrong"]) for row in csv.DictReader(file)]
        assert untaken == 5 * [("state", 'incident_state is "-100"')], untaken
        assert done.returncode == 1, done
        print("store:", os.path.getsize(environment["DESK_DB"]) // 1024, "KiB")
        items = json.loads(said("--json", "report", "sla"))["items"]
        proof = subprocess.run([desk, "verify"], env=environment, capture_output=True, text=True)
        print(proof.stdout, end="")
        faults = whys(desk, environment)
    given = collections.Counter()
    for item in items:
        assert item["open"] == item["cancelled"] == item["endedByResolution"] == 0, item
        # What a change of priority made late is late too; the report counts it apart.
        for word, count in (("met", item["met"]), ("missed", item["missed"] + item["reclassified"])):
            if count:
                given[item["clock"], item["month"], item["priority"], word] = count
    different = [key for key in expected | given if expected[key] != given[key]]
    for key in sorted(different)[:20]:
        print("differs:", key, "expected", expected[key], "given", given[key])
    missed = sum(count for key, count in expected.items() if key[3] == "missed")
    print(f"compliance, {type(policy).__name__.lower()}: {len(expected)} cells, {missed} missed,"
          f" {len(different)} differ")
    for fault in faults[:20]:
        print(fault[:300])
    return len(different) + proof.returncode + len(faults)


def main():
    desk, log = os.path.abspath(sys.argv[1]), sys.argv[2]
    policies = [Statement(), Quarter()]
    if HOLIDAYS.exists():
        policies.append(Working())
    else:
        print(f"SKIPPED: {HOLIDAYS} is not there")
    sys.exit(1 if sum([compare(desk, log, policy) for policy in policies]) else 0)


if __name__ == "__main__":
    main()
