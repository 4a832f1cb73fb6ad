#!/usr/bin/env python3
"""Single bytes of a store's file changed by chance: each is reported, or nothing is changed by it.

usage: flips.py DESK [FLIPS] [SEED]

Reported is what `verify`, or opening the store, ends on with 1 or 3 and says. Where neither does,
every answer and the export are byte-equal to before, and so is every row that is proven: such bytes
are in room that is free, or in what nobody reads.
"""
import collections, json, os, random, re, sqlite3, subprocess, sys, tempfile

import stores

DESK = os.path.abspath(sys.argv[1])
FLIPS = int(sys.argv[2]) if len(sys.argv) > 2 else 240
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2 ** 32)
READS = [("desk.export", {}), ("audit.head", {}), ("person.list", {}), ("report.sla", {}),
         ("ticket.list", {"filter": "all"}), ("ticket.list", {"filter": "tag:gateway"}),
         ("ticket.list", {"filter": "status:closed"}), ("ticket.list", {"filter": "mine"}),
         ("ticket.list", {"filter": "agent:none"}), ("ticket.list", {"filter": "customer:dan@acme.example"}),
         ("ticket.list", {"filter": "live"}), ("ticket.list", {"filter": "tag:straße"}),
         ("desk.complete", {"line": "tag 1 g", "cursor": 7})]
READS += [(method, {"ticket": number}) for number in (1, 2, 3)
          for method in ("ticket.show", "ticket.history", "sla.why")]
# What is operational, but for the values (docs/proof.md).
UNPROVEN = ("draft", "idempotency", "import", "copy", "unswept", "pairing")
# What grows while a clock runs: lengths, and the end of its last stretch, which is now and so behind
# the day of the store.
GROWING = re.compile(r'"(elapsedMs|remainingMs|lengthMs)":-?\d+|"to":"(?!2026-03)[^"]*"')


def verified(path):
    return subprocess.run([DESK, "--db", path, "verify"], capture_output=True, text=True,
                          errors="replace", timeout=stores.WAIT)


def answers(path):
    """The export whole, and every other answer without what grows."""
    text = "".join(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
                   + "\n" for number, (method, params) in enumerate(READS))
    said = subprocess.run([DESK, "--db", path, "rpc"], input=text, capture_output=True, text=True,
                          errors="replace", timeout=stores.WAIT)
    lines = said.stdout.splitlines()
    return said.returncode, lines[:1] + [GROWING.sub("", line) for line in lines[1:]]


def roots_of(path):
    """The first page of each table and each index, which in a small store has most of it."""
    store = sqlite3.connect(path)
    found = [root for root, in store.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    store.close()
    return found


def rows(path):
    """Every row of what `verify` proves, as another program reads it."""
    store = sqlite3.connect(path)
    store.text_factory = bytes
    tables = [name.decode() for name, in store.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found = {name: sorted(map(repr, store.execute(f'SELECT * FROM "{name}"'))) for name in tables
             if name not in UNPROVEN}
    store.close()
    return found


chance = random.Random(SEED)
ends = collections.Counter()
failed = 0
with tempfile.TemporaryDirectory() as folder:
    base, path = os.path.join(folder, "base.db"), os.path.join(folder, "flipped.db")
    stores.made(DESK, base)
    with open(base, "rb") as file:
        whole = file.read()
    before, proven = answers(base), rows(base)
    assert before[0] == 0 and len(before[1]) == len(READS), before
    assert not [line for line in before[1] if '"error"' in line], before
    assert verified(base).returncode == 0
    # Most of a small store is room: every other flip is where there is something.
    used = [place for place, byte in enumerate(whole) if byte]
    roots = {root: [place for place in used if place // 4096 == root - 1] for root in roots_of(base)}
    # What a journal is made of is a small part of a file; each table and each index has its turn.
    turns = [root for root, places in sorted(roots.items()) if len(places) > 20]
    chance.shuffle(turns)
    for number in range(FLIPS):
        place = chance.choice([chance.choice(used), chance.randrange(len(whole))] if number % 4 == 0
                              else roots[turns[number % len(turns)]])
        bits = chance.randrange(1, 256)
        data = bytearray(whole)
        data[place] ^= bits
        for end in ("-wal", "-shm"):
            if os.path.exists(path + end):
                os.unlink(path + end)
        with open(path, "wb") as file:
            file.write(data)
        os.chmod(path, 0o600)
        said = verified(path)
        name = f"byte {place} (page {place // 4096 + 1}, {place % 4096}) ^ {bits:#x}"
        if said.returncode in (1, 3):
            ends["found by verify" if said.returncode == 1 else "refused"] += 1
            if not said.stdout + said.stderr:
                failed += 1
                print("FAILED", name, "nothing is said of it")
            continue
        after = answers(path)
        ends["the same answers"] += 1
        if said.returncode != 0 or after != before or rows(path) != proven:
            failed += 1
            differ = [(READS[i], b, a) for i, (b, a) in enumerate(zip(before[1], after[1])) if a != b]
            print("FAILED", name, said.returncode, after[0], str(differ)[:400])
print(f"flips: {FLIPS} of {len(whole)} bytes, seed {SEED}: "
      + ", ".join(f"{count} {end}" for end, count in sorted(ends.items())) + f"; {failed} failed")
sys.exit(bool(failed))
