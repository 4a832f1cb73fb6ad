#!/usr/bin/env python3
"""Due times a second, beside Python's businesstimedelta and Perl's Business::Hours.

usage: due_times.py BENCHMARKS [ROUNDS]    BENCHMARKS is the program built from DueTimes.swift

Each round asks all of them in turn, so that what slows the machine slows all; medians are shown, and
every due time that two give is compared. Exits 1 if one differs.
"""
import datetime, os, pathlib, statistics, subprocess, sys, time

import businesstimedelta, pytz

HOLIDAYS = [(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 26)]
LONDON = pytz.timezone('Europe/London')
HERE = pathlib.Path(__file__).parent
COUNTS = {'desk': 1_000_000, 'businesstimedelta': 1_000, 'Business::Hours': 100}


def start(index):
    return 1_609_459_200 + index * 15_485_863 % 157_766_400


def desk(hours):
    lines = subprocess.check_output(
        [sys.argv[1], str(hours), str(COUNTS['desk']), str(COUNTS['businesstimedelta'])], text=True)
    seconds, *dues = lines.split('\n')
    making, finding = map(float, seconds.split())
    return finding, [int(due) for due in dues if due], making


def python(hours):
    days = [datetime.date(y, m, d) for y in range(2020, 2028) for m, d in HOLIDAYS]
    rules = businesstimedelta.Rules([
        businesstimedelta.WorkDayRule(
            start_time=datetime.time(9), end_time=datetime.time(17, 30), working_days=range(5),
            tz=LONDON),
        businesstimedelta.HolidayRule(days, tz=LONDON)])
    span = businesstimedelta.BusinessTimeDelta(rules, hours=hours)
    starts = [pytz.utc.localize(datetime.datetime.utcfromtimestamp(start(index)))
              for index in range(COUNTS['businesstimedelta'])]
    began = time.perf_counter()
    dues = [at + span for at in starts]
    return time.perf_counter() - began, [int(due.timestamp()) for due in dues]


def perl(hours):
    lines = subprocess.check_output(
        ['perl', str(HERE / 'due_times.pl'), str(hours), str(COUNTS['Business::Hours'])],
        text=True, env=dict(os.environ, TZ='Europe/London')).split('\n')
    return float(lines[0]), [int(due) for due in lines[1:] if due]


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    rates, makings, differing = {}, [], 0
    for _ in range(rounds):
        seconds, dues, making = desk(8)
        makings.append(making)
        rates.setdefault('desk', []).append(COUNTS['desk'] / seconds)
        rates.setdefault('desk, 800 hours', []).append(COUNTS['desk'] / desk(800)[0])
        for name, other in (('businesstimedelta', python), ('Business::Hours', perl)):
            seconds, theirs = other(8)
            rates.setdefault(name, []).append(COUNTS[name] / seconds)
            different = [(start(i), a, b) for i, (a, b) in enumerate(zip(dues, theirs)) if a != b]
            differing += len(different)
            for at, ours, due in different[:3]:
                print(f'{name} from {at}: {due}, and here {ours}')
    print('Due times of 8 hours a second, Mon-Fri 09:00-17:30 London, eight holidays,')
    print(f'starts over five years; medians of {rounds} rounds:')
    for name, values in rates.items():
        ratio = statistics.median(a / b for a, b in zip(rates['desk'], values))
        print(f'  {name:20} {statistics.median(values):12,.0f}   {ratio:9,.2f} times as long each')
    print(f'  the calendar is made in {statistics.median(makings) * 1e3:.2f} ms')
    print(f'compared: {differing} due times differ')
    sys.exit(1 if differing else 0)


main()
