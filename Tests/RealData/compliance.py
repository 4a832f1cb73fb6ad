#!/usr/bin/env python3
"""The compliance table of the ServiceNow log, computed from the CSV alone, against desk's.

usage: compliance.py DESK CSV.GZ

It shares no code and no data structure with desk: it steps through each incident's rows with
Python's calendar and compares every cell of `report sla`.
"""
import calendar, collections, csv, datetime, gzip, json, os, subprocess, sys, tempfile

PRIORITY = {"1": "urgent", "2": "high", "3": "medium", "4": "low"}
STATUS = {
    "New": "new", "Active": "open", "Awaiting User Info": "waiting", "Awaiting Vendor": "open",
    "Awaiting Problem": "open", "Awaiting Evidence": "open", "Resolved": "resolved",
    "Closed": "closed",
}
LIVE = {"new", "open", "waiting"}


def when(text):
    day, clock = text.split()
    d, m, y = map(int, day.split("/"))
    hour, minute = map(int, clock.split(":"))
    return datetime.datetime(y, m, d, hour, minute)


def month_later(t):
    y, m = (t.year + 1, 1) if t.month == 12 else (t.year, t.month + 1)
    return t.replace(year=y, month=m, day=min(t.day, calendar.monthrange(y, m)[1]))


def budget(clock, priority, start):
    hours, days = datetime.timedelta(hours=1), datetime.timedelta(days=1)
    if clock == "response":
        return {"urgent": hours / 2, "high": hours, "medium": 8 * hours, "low": days}[priority]
    return {"urgent": 4 * hours, "high": days, "medium": 7 * days,
            "low": month_later(start) - start}[priority]


def verdict(clock, priority, start, used):
    return "met" if used <= budget(clock, priority, start) else "missed"


def table(rows):
    incidents = collections.OrderedDict()
    for place, row in enumerate(rows):
        incidents.setdefault(row["number"], []).append((when(row["sys_updated_at"]), place, row))
    cells = collections.Counter()
    for steps in incidents.values():
        steps.sort(key=lambda s: s[:2])
        start = when(steps[0][2]["opened_at"])
        month = start.strftime("%Y-%m")
        status, answered, last, used = "new", False, start, datetime.timedelta(0)
        endings = []
        for at, _, row in steps:
            at = max(at, last)
            priority = PRIORITY[row["priority"][0]]
            if status in ("new", "open"):
                used += at - last
            last = at
            now = STATUS.get(row["incident_state"])
            if now is None:
                continue
            if now != "new" and not answered:
                answered = True
                cells["response", month, priority,
                      verdict("response", priority, start, at - start)] += 1
            if status in LIVE and now not in LIVE:
                endings.append((priority, verdict("resolution", priority, start, used)))
            status = now
        assert answered and status == "closed"
        cells[("first resolution", month) + endings[0]] += 1
        cells[("resolution", month) + endings[-1]] += 1
    return cells


def main():
    desk, log = sys.argv[1:]
    with gzip.open(log, "rt", encoding="utf-8", newline="") as file:
        expected = table(csv.DictReader(file))
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, DESK_DB=os.path.join(folder, "desk.db"), TZ="UTC")
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
        report = json.loads(subprocess.check_output([desk, "--json", "report", "sla"],
                                                    env=environment))
        proof = subprocess.run([desk, "verify"], env=environment, capture_output=True, text=True)
        print(proof.stdout, end="")
    given = collections.Counter()
    for item in report["items"]:
        assert item["open"] == item["cancelled"] == item["endedByResolution"] == 0, item
        for word in ("met", "missed"):
            if item[word]:
                given[item["clock"], item["month"], item["priority"], word] = item[word]
    different = [key for key in expected | given if expected[key] != given[key]]
    for key in sorted(different):
        print("differs:", key, "expected", expected[key], "given", given[key])
    print(f"compliance: {len(expected)} cells, {len(different)} differ")
    sys.exit(1 if different or proof.returncode else 0)


if __name__ == "__main__":
    main()
