#!/usr/bin/env python3
"""The built-in policy against the table of the service statement, word by word.

usage: statement.py DESK STATEMENT
"""
import json, os, re, subprocess, sys, tempfile

DESK, STATEMENT = os.path.abspath(sys.argv[1]), sys.argv[2]
UNITS = {"min": "m", "hour": "h", "day": "d", "week": "w", "month": "mo"}
LENGTH = r"(\d+) (min|hour|day|week|month)s?"
with open(STATEMENT, encoding="utf-8") as file:
    stated = [(priority.lower(), f"{a}{UNITS[b]}", f"{c}{UNITS[d]}") for priority, a, b, c, d in re.findall(
        rf"^(Urgent|High|Medium|Low) .* {LENGTH} {LENGTH}$", file.read(), re.M)]
with tempfile.TemporaryDirectory() as folder:
    shown = json.loads(subprocess.check_output(
        [DESK, "--db", os.path.join(folder, "desk.db"), "--json", "policy", "show"]))["items"]
rows = [(row["priorities"][0], row["respond"], row["resolve"]) for row in shown[0]["rows"]]
round_the_clock = {row["calendar"] for row in shown[0]["rows"]} == {"always"}
same = len(shown) == 1 and rows == stated and len(stated) == 4 and round_the_clock
print(f"statement: {rows} {'as it says' if same else f'and not {stated}'}")
sys.exit(0 if same else 1)
