#!/usr/bin/env python3
"""The first start: whenever it is killed there is a whole store or none, and of several at once
one makes it and the others wait.

    first.py PROGRAM [SECONDS]
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time

DESK = os.path.abspath(sys.argv[1])
SECONDS = float(sys.argv[2]) if len(sys.argv) > 2 else 4
failures = []


def check(what, holds, found=""):
    if not holds:
        failures.append(what)
        print(f"first start: {what}: {found}"[:600])


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True)


def killed(path, number, after):
    program = subprocess.Popen(
        [DESK, "--db", path, "people"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    program.send_signal(number)
    program.wait()


def kills(folder):
    """Kills at random moments of a first start; the next start finishes it."""
    chance = random.Random(6)
    rounds = begun = 0
    end = time.monotonic() + SECONDS
    whole = time.monotonic()
    desk(os.path.join(folder, "whole.db"), "people")
    whole = time.monotonic() - whole
    # Until kills met both, what was begun and what was not; how quick the machine is decides when.
    while time.monotonic() < end or not 0 < begun < rounds and rounds < 1_000:
        path = os.path.join(folder, f"killed-{rounds}.db")
        rounds += 1
        killed(path, chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]),
               chance.random() * 1.5 * whole)
        begun += os.path.exists(path)
        found = desk(path, "verify")
        check("after a kill the next start makes the store", found.returncode == 0,
              found.stdout + found.stderr)
        left = [name for name in os.listdir(folder) if not name.endswith(".db")]
        check("and nothing else is left", not left, left)
        if failures:
            return rounds, begun
    check("kills met starts that were begun", 0 < begun < rounds, f"{begun} of {rounds}")
    return rounds, begun


def several(folder):
    """Twenty first starts at once, each with a write: none is lost."""
    for number in range(5):
        path = os.path.join(folder, f"several-{number}.db")
        starts = [
            subprocess.Popen(
                [DESK, "--db", path, "new", "for", f"P{i}", f"<p{i}@x.example>", "low", ":", "s"],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            for i in range(20)]
        told = [(start.communicate()[1], start.returncode) for start in starts]
        check("each of several first starts is carried out", all(not code for _, code in told),
              told)
        found = desk(path, "list", "all", "--count")
        check("and every one is kept", "20 of 20" in found.stdout,
              found.stdout)


def others(folder):
    """A file of that name, whosever it is, is not written to."""
    for name, text in ("empty.db", ""), ("other.db", "not a database " * 80):
        path = os.path.join(folder, name)
        with open(path, "w") as other:
            other.write(text)
        found = desk(path, "verify")
        check("another's file is refused", found.returncode == 3 and open(path).read() == text,
              found.stdout + found.stderr)


def orphans(folder):
    """The log of a store that is gone is not taken for the new one's."""
    path = os.path.join(folder, "gone.db")
    program = subprocess.Popen([DESK, "--db", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL)
    program.stdin.write(b"new for Z <z@z.example> low : old\n")
    program.stdin.flush()
    program.stdout.readline()
    program.kill()
    program.communicate()
    check("a store that was killed leaves its log", os.path.getsize(path + "-wal") > 0)
    os.remove(path)
    found = desk(path, "people")
    check("a store is not made beside another's log",
          found.returncode == 3 and "-wal" in found.stderr and not os.path.exists(path),
          found.stderr)
    os.remove(path + "-wal")
    check("and is made where it was moved away", desk(path, "verify").returncode == 0)


def backups(folder):
    """Of several backups to one path at once one is written, and the others say so."""
    path, target = os.path.join(folder, "gone.db"), os.path.join(folder, "copy.db")
    copies = [subprocess.Popen([DESK, "--db", path, "backup", target], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [copy.communicate()[1] for copy in copies]
    check("one of several backups is written", sum("exists already" in text for text in told) == 3
          and desk(target, "verify").returncode == 0, told)
    found = desk(path, "backup", os.path.join(folder, "nowhere", "copy.db"))
    check("a backup's path is what cannot be written", "nowhere" in found.stderr and
          path not in found.stderr, found.stderr)


with tempfile.TemporaryDirectory() as folder:
    rounds, begun = kills(folder)
    several(folder)
    others(folder)
    orphans(folder)
    backups(folder)
print(f"first start: {rounds} kills, {begun} with a file begun; {len(failures)} faults")
sys.exit(bool(failures))
