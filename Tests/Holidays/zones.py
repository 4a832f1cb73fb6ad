#!/usr/bin/env python3
"""A newer zone file changes no verdict, is noticed, and is taken in by who says so.

usage: zones.py DESK
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

DESK = os.path.abspath(sys.argv[1])
SYSTEM = pathlib.Path("/usr/share/zoneinfo")
TEXT = "zone Europe/London; hours Mon-Fri 09:00-17:00"
faults = []


def expect(what, given, wanted):
    if given != wanted:
        faults.append(what)
        print(f"FAILED {what}: {given}, not {wanted}")


with tempfile.TemporaryDirectory() as folder:
    zones = pathlib.Path(folder, "zoneinfo")

    def desk(*words, newer=False):
        environment = dict(os.environ, TZ="UTC", DESK_DB=os.path.join(folder, "desk.db"))
        if newer:
            environment["TZDIR"] = str(zones)
        done = subprocess.run([DESK, "--json", *words], env=environment, capture_output=True,
                              text=True, stdin=subprocess.DEVNULL)
        return done.returncode, json.loads(done.stdout or "null")

    def rules(newer):
        """The doctor's word, and the rules that the calendar goes by."""
        checks = {check["subject"]: check for check in desk("doctor", newer=newer)[1]["checks"]}
        versions = desk("calendar", "show", "office", newer=newer)[1]["versions"]
        return checks["zones"]["state"], [version["rules"] for version in versions]
    # A zone by the name of London whose clocks are another city's.
    for name in ("Etc/UTC", "UTC"):
        (zones / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SYSTEM / name, zones / name)
    (zones / "Europe").mkdir()
    shutil.copy(SYSTEM / "Europe/Athens", zones / "Europe/London")
    expect("a calendar", desk("calendar", "new", "office", ":", TEXT)[0], 0)
    state, old = rules(newer=False)
    expect("the same rules", state, "good")
    expect("newer rules are noticed, and not taken", rules(newer=True), ("warning", old))
    hours = [day["openMs"] for day in desk("calendar", "days", "office", "2026-07")[1]["days"]]
    moved = desk("calendar", "days", "office", "2026-07", newer=True)[1]["days"]
    expect("no hour is another", [day["openMs"] for day in moved], hours)
    expect("what is the same is refused", desk("calendar", "amend", "office", ":", TEXT)[0], 1)
    expect("taken in", desk("calendar", "amend", "office", ":", TEXT, newer=True)[0], 0)
    state, new = rules(newer=True)
    expect("they are the system's now", (state, new[0], len(new)), ("good", old[0], 2))
    expect("others than before", new[1] != old[0], True)
    expect("the proof", desk("verify")[1]["holds"], True)
print(f"zones: {len(faults)} failed")
sys.exit(1 if faults else 0)
