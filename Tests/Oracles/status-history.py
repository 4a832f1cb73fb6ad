#!/usr/bin/env python3
"""Prints what Python makes of a public status page's windows, for ServiceLevels to agree with.

usage: status-history.py FOLDER

  w COMPONENT START END        a window as it is written, in seconds since 1970
  u COMPONENT MONTH SECONDS    the union of the component's windows in a month, in UTC; those that
                               end no later than they begin are left out
"""
import calendar, csv, gzip, json, sys, time

folder = sys.argv[1]
components = {}
with gzip.open(folder + '/incidents.jsonl.gz', 'rt') as file:
    for line in file:
        entry = json.loads(line)
        names = entry.get('components') or ['none']
        components[entry['id']] = [name.replace(' ', '_') for name in names]
windows = {}
with open(folder + '/downtime_windows.csv') as file:
    for row in csv.DictReader(file):
        start, end = (calendar.timegm(time.strptime(row[key], '%Y-%m-%dT%H:%M:%SZ'))
                      for key in ('downtime_start', 'downtime_end'))
        for name in components[row['incident_id']]:
            print('w', name, start, end)
            if start < end:
                windows.setdefault(name, []).append((start, end))
for name in sorted(windows):
    for year in range(2022, 2027):
        for month in range(1, 13):
            reached = calendar.timegm((year, month, 1, 0, 0, 0))
            limit = calendar.timegm((year + month // 12, month % 12 + 1, 1, 0, 0, 0))
            seconds = 0
            for start, end in sorted(windows[name]):
                end = min(end, limit)
                seconds += max(0, end - max(start, reached))
                reached = max(reached, end)
            print('u', name, f'{year}-{month:02}', seconds)
