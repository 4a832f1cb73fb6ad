#!/usr/bin/env python3
"""Prints when wall clocks of zones are set, as Python's zoneinfo has it, from 1970 to 2045.

usage: offsets.py ZONE...

  ZONE MINUTE OFFSET    from that minute since 1970 on, wall clocks are so many minutes ahead of UTC
"""
import calendar, sys
from datetime import datetime
from zoneinfo import ZoneInfo

START, END = (calendar.timegm((y, 1, 1, 0, 0, 0)) for y in (1970, 2045))
STEP = 6 * 3_600


def offset(zone, second):
    return int(datetime.fromtimestamp(second, zone).utcoffset().total_seconds())


for name in sys.argv[1:]:
    zone = ZoneInfo(name)
    before = offset(zone, START)
    print(name, START // 60, before // 60)
    for low in range(START, END, STEP):
        after = offset(zone, low + STEP)
        if after == before:
            continue
        left, right = low, low + STEP
        while right - left > 1:
            middle = (left + right) // 2
            if offset(zone, middle) == before:
                left = middle
            else:
                right = middle
        assert right % 60 == 0 and after % 60 == 0, 'the model steps through minutes'
        print(name, right // 60, after // 60)
        before = after
