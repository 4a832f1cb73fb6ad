#!/usr/bin/env python3
"""Stores of every format that was ever kept are opened by every later program, and say what they said.

usage: kept.py DESK          tries each store of Tests/Store/kept
       kept.py DESK --keep   adds those of this program's format, once and for all

A format has a small store with every kind of event, and a larger one. What was noted of each when it
was made: its anchor, the digest of its events, and what was answered of its tickets as of its last
change. Answers may say more since, and never less nor anything else.
"""
import datetime, hashlib, json, lzma, os, pathlib, sqlite3, subprocess, sys, tempfile, time

import stores
from servicenow import HEAD, row

DESK = os.path.abspath(sys.argv[1])
KEPT = pathlib.Path(__file__).resolve().parent / "kept"
# Nothing is counted past this one: an answer of many is as good as another.
TICKETS = 12
passed = failed = 0


def check(name, holds, shown=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print("FAILED", name, str(shown)[:600])


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True,
                          env=dict(os.environ, TZ="UTC"), timeout=300)


def answer(path, *words):
    said = desk(path, "--json", *words)
    assert said.returncode == 0, (words, said)
    return json.loads(said.stdout)


def changes(path):
    """The journal without its hashes, as if the user with the number 0 had made the store."""
    said = desk(path, "export", "--journal")
    assert said.returncode == 0, said
    for line in said.stdout.splitlines():
        change = json.loads(line)
        del change["hash"], change["previous"]
        yield json.dumps(change).replace(f'\\"uid\\":{os.getuid()}', '\\"uid\\":0')


def digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def noted(path):
    """What is noted of a store when it is kept."""
    lines = list(changes(path))
    last = json.loads(lines[-1])
    with sqlite3.connect(path) as store:
        numbers = [number for (number,) in store.execute(
            "SELECT number FROM ticket ORDER BY number LIMIT ?", (TICKETS,))]
        at = store.execute("SELECT max(recorded_at) FROM change").fetchone()[0] // 1000 + 1
    instant = datetime.datetime.fromtimestamp(at, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    # Nothing is shown as of an instant that is still to come.
    time.sleep(max(0, at - time.time()))
    asked = [[word, str(number), "--as-of", instant]
             for number in numbers for word in ("show", "history", "why")]
    return {"anchor": desk(path, "audit", "head").stdout.strip(), "changes": last["change"],
            "events": digest(lines), "answers": [[words, answer(path, *words)] for words in asked]}


def less(before, after, place=""):
    """Where an answer says less than before, or anything else."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name, value in before.items():
            if name not in after:
                yield f"{place}.{name} is gone"
            else:
                yield from less(value, after[name], f"{place}.{name}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (one, other) in enumerate(zip(before, after)):
            yield from less(one, other, f"{place}[{index}]")
    elif before != after:
        yield f"{place} was {before}, and is {after}"


def tried(packed, folder):
    name = packed.name.removesuffix(".db.xz")
    path = os.path.join(folder, name + ".db")
    pathlib.Path(path).write_bytes(lzma.decompress(packed.read_bytes()))
    os.chmod(path, 0o600)
    was = json.loads((KEPT / f"{name}.json").read_text())
    if os.getuid() != 0:
        stores.own(path)
    check(f"{name}: it holds, by its own anchor", desk(
        path, "verify", *(["--anchor", was["anchor"]] if os.getuid() == 0 else [])).returncode == 0,
        desk(path, "verify").stdout)
    check(f"{name}: its events are what they were",
          digest(list(changes(path))[:was["changes"]]) == was["events"])
    for words, before in was["answers"]:
        wrong = list(less(before, answer(path, *words)))
        check(f"{name}: {' '.join(words)}", not wrong, wrong[:3])
    check(f"{name}: it goes on", desk(path, "clock", "accept", "because", "it was kept").returncode in (0, 1)
          and desk(path, "note", "1", ":", "kept").returncode == 0
          and desk(path, "verify").returncode == 0, desk(path, "note", "1", ":", "kept"))


def keep(folder):
    """Two stores of this program's format."""
    small = stores.made(DESK, os.path.join(folder, "small.db"), ends=stores.RESTS)
    large, log = os.path.join(folder, "large.db"), os.path.join(folder, "log.csv")
    states = ("New", "Active", "Awaiting User Info", "Active", "Resolved", "Closed")
    with open(log, "w") as file:
        print(HEAD, file=file)
        for number in range(600):
            day = f"{number % 27 + 1}/3/2016"
            for place, state in enumerate(states[:number % 6 + 1]):
                print(row(f"INC{number:07}", state, f"{day} {8 + place:02}:{number % 60:02}",
                          opened=f"{day} 08:00", caller=f"Caller {number % 40}",
                          agent=f"Resolver {number % 9}"), file=file)
    for words in (["import", "servicenow", log], ["add", "agent", "Ann Alder <ann@desk.example>"],
                  ["new", "for", "Cleo <cleo@acme.example>", "urgent", ":", "Gateway down"]):
        said = desk(large, *words)
        assert said.returncode == 0, said
    for name, path in (("small", small), ("large", large)):
        with sqlite3.connect(path) as store:
            form = store.execute("PRAGMA user_version").fetchone()[0]
        target = KEPT / f"format-{form}-{name}"
        assert not target.with_suffix(".json").exists(), f"{target} is kept for ever"
        target.with_suffix(".json").write_text(json.dumps(noted(path), indent=1, sort_keys=True) + "\n")
        target.with_suffix(".db.xz").write_bytes(
            lzma.compress(pathlib.Path(path).read_bytes(), preset=9 | lzma.PRESET_EXTREME))
        print(f"{target.name}: {target.with_suffix('.db.xz').stat().st_size} bytes")


with tempfile.TemporaryDirectory() as folder:
    if sys.argv[2:] == ["--keep"]:
        keep(folder)
        sys.exit()
    stored = sorted(KEPT.glob("*.db.xz"))
    check("there are stores that are kept", stored)
    form = max(int(name.name.split("-")[1]) for name in stored) if stored else 0
    for packed in stored:
        tried(packed, folder)
    fresh = os.path.join(folder, "fresh.db")
    assert desk(fresh, "people").returncode == 0
    with sqlite3.connect(fresh) as store:
        own = store.execute("PRAGMA user_version").fetchone()[0]
    known = {name.name for name in stored}
    check("this program's format has its own: --keep",
          {f"format-{own}-small.db.xz", f"format-{own}-large.db.xz"} <= known, known)
print(f"kept: {len(stored)} stores up to format {form}, {passed} passed, {failed} failed")
sys.exit(bool(failed))
