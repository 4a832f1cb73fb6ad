#!/usr/bin/env python3
"""Prints what Python's zoneinfo makes of the system's zone files, for ServiceLevels to agree with.

usage: zones.py SEED WHOLE_ZONE...    every zone is sampled; the named ones are searched more finely

  at ZONE SECOND OFFSET ABBREVIATION      what holds at a second since 1970
  wall ZONE LOCAL FIRST SECOND            the two seconds at which wall clocks show LOCAL
  add ZONE START DAYS MONTHS END          the same wall-clock time later, LOCAL and SECOND's rules
"""
import calendar, os, random, sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ROOT = '/usr/share/zoneinfo'
DAY = 86_400
START, END, FAR = (calendar.timegm((y, 1, 1, 0, 0, 0)) for y in (1970, 2038, 2090))


def names(whole):
    """The zones under one of their names, and those asked for."""
    seen = set()
    for folder, folders, files in os.walk(ROOT):
        folders[:] = sorted(f for f in folders if f not in ('posix', 'right'))
        for file in sorted(files):
            path = os.path.join(folder, file)
            with open(path, 'rb') as f:
                data = f.read()
            name = os.path.relpath(path, ROOT)
            if data[:4] == b'TZif' and (name in whole or data not in seen):
                seen.add(data)
                yield name


def kind(zone, second):
    local = datetime.fromtimestamp(second, zone)
    return int(local.utcoffset().total_seconds()), local.tzname()


def changes(zone, step):
    low, before = START, kind(zone, START)
    while low < END:
        high = low + step
        after = kind(zone, high)
        if after == before:
            low = high
            continue
        left, right = low, high
        while right - left > 1:
            middle = (left + right) // 2
            if kind(zone, middle) == before:
                left = middle
            else:
                right = middle
        yield right
        low, before = right, kind(zone, right)


def seconds(local, zone):
    """Both instants of a local time; a skipped one moves forward by the gap, as fold 0 does."""
    first = local.replace(tzinfo=zone, fold=0)
    there_and_back = first.astimezone(timezone.utc).astimezone(zone).replace(tzinfo=None)
    first = int(first.timestamp())
    if there_and_back != local:
        return first, first
    return first, int(local.replace(tzinfo=zone, fold=1).timestamp())


def later(local, days, months):
    index = local.year * 12 + local.month - 1 + months
    year, month = index // 12, index % 12 + 1
    day = min(local.day, calendar.monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day) + timedelta(days=days)


def main():
    chance, whole = random.Random(int(sys.argv[1])), sys.argv[2:]
    for name in names(whole):
        with open(os.path.join(ROOT, name), 'rb') as f:
            zone = ZoneInfo.from_file(f)
        fine = name in whole
        instants = [chance.randrange(START, FAR) for _ in range(1000 if fine else 50)]
        locals_ = []
        for change in changes(zone, DAY // 2 if fine else 7 * DAY):
            instants += [change - 1, change]
            wall = datetime.fromtimestamp(change, zone).replace(tzinfo=None)
            locals_ += [wall + timedelta(minutes=m) for m in (-90, -60, -30, -10, 0, 10, 30, 60)]
        for second in instants:
            print('at', name, second, *kind(zone, second))
        for local in locals_:
            print('wall', name, local.isoformat(), *seconds(local, zone))
        for _ in range(500 if fine else 20):
            start = chance.choice(instants)
            choices = (chance.randrange(1, 500), 0), (0, chance.randrange(1, 60))
            days, months = chance.choice(choices)
            local = datetime.fromtimestamp(start, zone).replace(tzinfo=None)
            print('add', name, start, days, months, seconds(later(local, days, months), zone)[1])


main()
