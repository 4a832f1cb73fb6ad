#!/usr/bin/env python3
"""The conformance cases of rpc.md section 4 by their numbers, over real pipes.

usage: run.py DESK [NUMBER…]

Fails where a case fails, and where a number that is due has no case.
"""
import os, signal, sys, tempfile, time

import client, envelope, framing, methods, dialogue, lifecycle, flow, events

DUE = """
1 2 4 7 9 10 11 13 14 15 18 19 20 21 22 24 25 26 28 29 30 31 32 33 36 37 38 40
41 42 43 46 47 52 53 55 56 57 58 60
61 62 63 64 65 66 69
73 74 75 76 77 78 79 80 82 83 85 86 87 88 89 91 92 93 95 97 98
99 100 102 103 104 105 107 108 110 111 115 116 117 118 119 120 121 122
123 124 129 130 131
132 133 134 135 136 137 138 140 141
143 144 145 146 147 148
"""

SLOW_S = 5


def main():
    wanted = {int(number) for number in sys.argv[2:]}
    due = {int(number) for number in DUE.split()}
    missing = sorted(due - {number for number, *_ in client.CASES})
    failed = []
    cases = [row for row in client.CASES if not wanted or row[0] in wanted]
    # The program leaves ignored what was ignored before it, as behind `&` of a script.
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    with tempfile.TemporaryDirectory() as folder:
        desk = client.Desk(sys.argv[1], folder)
        if not desk.schemas:
            print("skipped: answers are not compared with their schemas, for Python has no jsonschema")
            if os.environ.get("CI") == "true":
                sys.exit(1)
        for number, name, function in cases:
            begun = time.monotonic()
            try:
                function(desk)
            except Exception as fault:
                failed.append(number)
                print(f"FAILED {number} {name}: {type(fault).__name__} {str(fault)[:1500]}")
            if time.monotonic() - begun > SLOW_S:
                print(f"slow: {number} {name}: {time.monotonic() - begun:.1f} s")
    for number in missing:
        print(f"MISSING {number}: no case of that number")
    numbers = {number for number, *_ in cases}
    print(f"conformance: {len(cases)} cases of {len(numbers)} numbers, {len(failed)} failed, "
          f"{len(missing)} numbers missing")
    sys.exit(1 if failed or missing else 0)


main()
