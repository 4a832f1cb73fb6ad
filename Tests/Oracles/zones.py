#!/usr/bin/env python3
"""Packs what Python's zoneinfo makes of the system's zone files, for ServiceLevels to agree with.

usage: zones.py SEED COUNT    COUNT is of random instants in every zone, 1970 to 2089

The first line counts the zone files. Then each zone, under the first name of its bytes, is a line

  NAME CHANGES INSTANTS WALLS SPANS ABBREVIATION...

and columns of integers in the machine's own byte order, as many as the line says:

  INSTANTS   second (64 bits), offset (32), index of its abbreviation (8)
             first the seconds before and at each of the CHANGES, then the random ones
  WALLS      local time in seconds, the first and the last second at which wall clocks show it; if
             they skip it, what it is moved to and the first second behind the gap (64 each)
  SPANS      start (64), days, months (32 each), the same wall-clock time later (64)
"""
import bisect, calendar, os, random, struct, sys, time
from array import array
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

ROOT = '/usr/share/zoneinfo'
DAY, WEEK = 86_400, 604_800
START, END = (calendar.timegm((year, 1, 1, 0, 0, 0)) for year in (1970, 2090))
EPOCH = datetime(1970, 1, 1)
# Around what the clock shows before a change and after it.
NEAR = [sign * s for s in (1, 600, 1800, 3600, 5400) for sign in (-1, 1)] + [0]


def files():
    """Names and bytes; the files in `right` count leap seconds."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(set(folders) - {'right'})
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                data = file.read()
            if data[:4] == b'TZif':
                yield os.path.relpath(path, ROOT), data


def kind(zone, second):
    local = datetime.fromtimestamp(second, zone)
    offset = local.utcoffset()
    return offset.days * DAY + offset.seconds, local.tzname()


# Where changes are

def changes(zone, data):
    """Every second of START to END at which a change is written or takes place.

    Between the times that a file lists nothing changes, by the format's definition. After the last
    one two moments a year do if the footer names them: those are looked for with zoneinfo.
    """
    seconds = listed(data)
    found = [s for s in seconds if START <= s < END]
    if data[4:5] > b'\0' and b',' in data.rsplit(b'\n', 2)[-2]:
        found += scanned(zone, max([START, *seconds[-1:]]))
    return found


def listed(data):
    """The times of transitions in a zone file, its last block's (RFC 9636, 3)."""
    at, code = 0, 'l'
    if data[4:5] > b'\0':
        utc, standard, leaps, times, types, letters = struct.unpack_from('>6l', data, 20)
        at = 44 + times * 5 + types * 6 + letters + leaps * 8 + standard + utc
        code = 'q'
    return struct.unpack_from(f'>{struct.unpack_from(">l", data, at + 32)[0]}{code}', data, at + 44)


def scanned(zone, start):
    """Changes of a yearly rule, by weeks; none is missed, for each whole year must have its two."""
    found, before = [], kind(zone, start)
    for left in range(start, END, WEEK):
        right = left + WEEK
        after = kind(zone, right)
        if after == before:
            continue
        while right - left > 1:
            middle = (left + right) // 2
            if kind(zone, middle) == before:
                left = middle
            else:
                right = middle
        found.append(right)
        before = after
    years = [time.gmtime(second).tm_year for second in found]
    whole = range(time.gmtime(start).tm_year + 1, time.gmtime(END).tm_year)
    assert all(years.count(year) == 2 for year in whole), f'{zone} changes oddly'
    return [second for second in found if second < END]


# What zoneinfo makes of them

def showing(zone, local):
    """Whether a local time is shown, and its seconds with fold 0 and with fold 1.

    A skipped one moves forward by the gap with fold 0 and back by it with fold 1.
    """
    naive = EPOCH + timedelta(seconds=local)
    aware = naive.replace(tzinfo=zone)
    first, second = int(aware.timestamp()), int(aware.replace(fold=1).timestamp())
    same = first == second or datetime.fromtimestamp(first, zone).replace(tzinfo=None) == naive
    return same, first, second


def later(zone, start, days, months):
    local = datetime.fromtimestamp(start, zone).replace(tzinfo=None)
    year, month = divmod(local.year * 12 + local.month - 1 + months, 12)
    day = min(local.day, calendar.monthrange(year, month + 1)[1])
    local = local.replace(year=year, month=month + 1, day=day) + timedelta(days=days)
    shown, first, second = showing(zone, (local - EPOCH) // timedelta(seconds=1))
    return second if shown else first


def packed(task):
    name, seed, count = task
    chance = random.Random(f'{seed} {name}')
    path = os.path.join(ROOT, name)
    with open(path, 'rb') as file:
        data = file.read()
    with open(path, 'rb') as file:
        zone = ZoneInfo.from_file(file)
    ends = changes(zone, data)
    seconds = [s for change in ends for s in (change - 1, change)]
    seconds += chance.choices(range(START, END), k=count)
    kinds = [kind(zone, second) for second in seconds]
    names = {name: index for index, name in enumerate(sorted({name for _, name in kinds}))}

    # What wall clocks would show and do show at each change.
    turns = {second + kind(zone, s)[0] for second in ends for s in (second - 1, second)}
    walls = []
    for local in sorted({turn + near for turn in turns for near in NEAR}):
        shown, first, second = showing(zone, local)
        # The change that skips it lies between where the folds put it.
        last = second if shown else ends[bisect.bisect_right(ends, second)]
        walls.append((local, first, last))
    spans = []
    for start in chance.choices(seconds, k=100):
        days, months = chance.choice([(chance.randrange(1, 500), 0), (0, chance.randrange(1, 60))])
        spans.append((start, days, months, later(zone, start, days, months)))
    head = name, len(ends), len(seconds), len(walls), len(spans), *names
    columns = [array('q', seconds), array('i', (offset for offset, _ in kinds)),
               array('B', (names[name] for _, name in kinds))]
    columns += [array('q', column) for column in zip(*walls)]
    columns += [array(code, column) for code, column in zip('qiiq', zip(*spans))]
    return ' '.join(map(str, head)).encode() + b'\n' + b''.join(c.tobytes() for c in columns)


def main():
    seed, count = map(int, sys.argv[1:])
    names = {}
    for total, (name, data) in enumerate(files(), 1):
        names.setdefault(data, name)
    sys.stdout.buffer.write(b'%d\n' % total)
    with ProcessPoolExecutor() as pool:
        tasks = [(name, seed, count) for name in names.values()]
        for data in pool.map(packed, tasks, chunksize=4):
            sys.stdout.buffer.write(data)


if __name__ == '__main__':
    main()
