#!/usr/bin/env python3
"""Holidays of iCalendar files, as desk reads them and as another reader does: the same days.

usage: holidays.py DESK     needs PyPI's icalendar, whose own dependency dateutil reads the rules

Events and rules are made by chance; the files that lie beside the checkout are read too, where they
are there.
"""
import datetime, json, os, pathlib, random, subprocess, sys, tempfile

try:
    import icalendar
    from dateutil.rrule import rrulestr
except ImportError:
    print("SKIPPED: icalendar is not installed here")
    sys.exit(0)

DESK = os.path.abspath(sys.argv[1])
SEED = random.randrange(1 << 32)
CHANCE = random.Random(SEED)
LAST = datetime.date(2100, 12, 31)
DATA = pathlib.Path(__file__).resolve().parents[2].parent / "shared/data/holidays"
WEEKDAYS = "MO TU WE TH FR SA SU".split()
failed = 0


def read_by_desk(path, folder):
    """Day and name of each closure, or the error."""
    text = os.path.join(folder, "calendar.txt")
    pathlib.Path(text).write_text(f"zone UTC\nhours Mon-Sun 09:00-17:00\nholidays {path}\n")
    done = subprocess.run(
        [DESK, "--db", os.path.join(folder, "desk.db"), "--json", "calendar", "check", text],
        capture_output=True, text=True)
    if done.returncode:
        return done.stdout + done.stderr
    return sorted((one["day"], one["name"]) for one in json.loads(done.stdout)["closures"])


def read_by_icalendar(path):
    """The same by icalendar, whose events are expanded by dateutil."""
    found = set()
    for event in icalendar.Calendar.from_ical(pathlib.Path(path).read_bytes()).walk("VEVENT"):
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        start = event.decoded("DTSTART")
        if "DTEND" in event:
            days = (event.decoded("DTEND") - start).days
        elif "DURATION" in event:
            days = event.decoded("DURATION").days
        else:
            days = 1
        starts = {start}
        if "RRULE" in event:
            first = datetime.datetime.combine(start, datetime.time())
            text = event["RRULE"].to_ical().decode()
            rule = rrulestr(text, dtstart=first)
            # An endless one is read through a year that is said.
            if "COUNT" not in text and "UNTIL" not in text:
                rule = rule.between(first, datetime.datetime.combine(LAST, datetime.time()), inc=True)
            starts = {one.date() for one in rule}
        starts |= {one.dt for line in lines(event, "RDATE") for one in line.dts}
        starts -= {one.dt for line in lines(event, "EXDATE") for one in line.dts}
        for begin in starts:
            for number in range(days):
                day = begin + datetime.timedelta(number)
                found.add((day.isoformat(), str(event.get("SUMMARY", "holiday"))))
    return sorted(found)


def lines(event, name):
    value = event.get(name, [])
    return value if isinstance(value, list) else [value]


def rule(start):
    """A rule of every year that the beginning fits."""
    parts = ["FREQ=YEARLY"]
    month_days = [start.day]
    last = (start.replace(day=28) + datetime.timedelta(4)).replace(day=1) - datetime.timedelta(1)
    weekday = WEEKDAYS[start.weekday()]
    kind = CHANCE.randrange(6)
    if kind == 1:
        parts.append(f"BYMONTH={start.month}")
    elif kind == 2:
        others = CHANCE.sample([one for one in range(1, 13) if one != start.month], 2)
        parts += [f"BYMONTH={','.join(map(str, [start.month, *others]))}",
                  f"BYMONTHDAY={CHANCE.choice([start.day, start.day - last.day - 1])}"]
    elif kind == 3:
        parts += [f"BYMONTH={start.month}", f"BYDAY={(start.day - 1) // 7 + 1}{weekday}"]
    elif kind == 4 and last.day - start.day < 7:
        parts += [f"BYMONTH={start.month}", f"BYDAY=-1{weekday}"]
    elif kind == 5:
        begin = (start.day - 1) // 7 * 7 + 1
        parts += [f"BYMONTH={start.month}", f"BYDAY={weekday}",
                  "BYMONTHDAY=" + ",".join(str(one) for one in range(begin, min(begin + 7, 29)))]
        if start.day > 28:
            return "FREQ=YEARLY"
    if CHANCE.random() < 0.3:
        parts.append(f"INTERVAL={CHANCE.randrange(1, 5)}")
    end = CHANCE.random()
    if end < 0.3:
        parts.append(f"COUNT={CHANCE.randrange(1, 30)}")
    elif end < 0.6:
        until = start + datetime.timedelta(CHANCE.randrange(0, 20_000))
        parts.append(f"UNTIL={until:%Y%m%d}")
    CHANCE.shuffle(parts)
    return ";".join(parts)


def made_up():
    """A file with events of every kind that is read."""
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//EN"]
    for number in range(40):
        start = datetime.date(2010, 1, 1) + datetime.timedelta(CHANCE.randrange(9_000))
        rows += ["BEGIN:VEVENT", f"UID:{number}", f"DTSTART;VALUE=DATE:{start:%Y%m%d}"]
        length = CHANCE.choice(["", "D", "W", "E"])
        if length == "E":
            rows.append(f"DTEND;VALUE=DATE:{start + datetime.timedelta(CHANCE.randrange(1, 6)):%Y%m%d}")
        elif length:
            rows.append(f"DURATION:P{CHANCE.randrange(1, 4)}{length}")
        name = f"Day {number}" + " of a name that is so long that a line of it is folded" * (number % 3)
        for place, part in enumerate([name[at:at + 60] for at in range(0, len(name), 60)]):
            rows.append(("SUMMARY:" if place == 0 else " ") + part)
        if CHANCE.random() < 0.6:
            rows.append("RRULE:" + rule(start))
            for _ in range(CHANCE.randrange(3)):
                gone = [start.replace(year=start.year + CHANCE.randrange(9), day=min(start.day, 28))
                        for _ in range(2)]
                rows.append("EXDATE;VALUE=DATE:" + ",".join(f"{one:%Y%m%d}" for one in gone))
        if CHANCE.random() < 0.1:
            rows.append(f"RDATE;VALUE=DATE:{start + datetime.timedelta(200):%Y%m%d}")
        if CHANCE.random() < 0.1:
            rows.append("STATUS:CANCELLED")
        if CHANCE.random() < 0.2:
            rows += ["BEGIN:VALARM", "TRIGGER:-PT15M", "SUMMARY:no holiday", "END:VALARM"]
        rows.append("END:VEVENT")
    return "\r\n".join([*rows, "END:VCALENDAR", ""])


def compare(path, folder):
    global failed
    ours, theirs = read_by_desk(path, folder), read_by_icalendar(path)
    if ours != theirs:
        failed += 1
        shown = ours[:400] if isinstance(ours, str) else (
            f"only desk {sorted(set(ours) - set(theirs))[:5]},"
            f" only icalendar {sorted(set(theirs) - set(ours))[:5]}")
        print(f"FAILED {path}: {shown}")
    return len(theirs)


with tempfile.TemporaryDirectory() as folder:
    subprocess.run([DESK, "--db", os.path.join(folder, "desk.db"), "list"], capture_output=True)
    days = files = 0
    for path in sorted(DATA.glob("*.ics")):
        files, days = files + 1, days + compare(str(path), folder)
    if files == 0:
        print(f"SKIPPED: no files in {DATA}")
    for number in range(40):
        path = os.path.join(folder, f"{number}.ics")
        pathlib.Path(path).write_bytes(made_up().encode())
        files, days = files + 1, days + compare(path, folder)
print(f"holidays: seed {SEED}, {files} files, {days} days, {failed} failed")
sys.exit(1 if failed else 0)
