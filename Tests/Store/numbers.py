#!/usr/bin/env python3
"""Numbers and words that no desk writes, and bytes by chance, in rows and payloads: whoever is asked
answers or refuses, and nobody is ended by a signal.

usage: numbers.py DESK [ROUNDS] [SEED]

Each integer column of each table, and each number in each kind of payload, has each of the extremes
once, and each word another; then as many payloads as ROUNDS says have a few bytes that chance gives.
"""
import concurrent.futures, contextlib, datetime, json, os, random, re, shutil, sqlite3, subprocess, sys, tempfile

import stores

DESK = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2 ** 32)
BEGAN = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0) - datetime.timedelta(hours=4)
LATE = (BEGAN + datetime.timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M")
EXTREMES = (-2 ** 63, 2 ** 63 - 1, 0, -1, 2 ** 53)
READS = [("desk.verify", {}), ("ticket.list", {"filter": "all"}),
         ("ticket.list", {"filter": "due<1d"}), ("report.sla", {}), ("person.list", {}),
         ("desk.export", {}), ("audit.head", {}), ("desk.doctor", {}), ("draft.list", {}),
         ("ticket.next", {})]
READS += [(method, {"ticket": number}) for number in (1, 2, 3)
          for method in ("ticket.show", "ticket.history", "sla.why")]
WRITES = [("desk.tick", {}), ("ticket.note", {"ticket": 1, "text": "x", "dryRun": True}),
          ("ticket.note", {"ticket": 1, "text": "x", "idempotencyKey": "k"}),
          ("ticket.set", {"ticket": 2, "priority": "urgent"}), ("ticket.reopen", {"ticket": 3}),
          ("ticket.receive", {"ticket": 1, "text": "x", "at": LATE}),
          ("person.add", {"role": "customer", "name": "Nia"}), ("clock.accept", {}),
          ("ticket.new", {"customer": "me", "priority": "low", "subject": "x"})]


def ask(path, actor):
    """Every answer, of one process."""
    calls = READS + WRITES + READS
    text = "".join(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params
                               | {"_meta": {"dialogue": False}}}) + "\n"
                   for number, (method, params) in enumerate(calls))
    options = ["--as", actor] if actor else []
    said = subprocess.run([DESK, "--db", path, *options, "rpc"], input=text, capture_output=True,
                          text=True, timeout=stores.WAIT, errors="replace")
    answers = [json.loads(line) for line in said.stdout.splitlines()]
    return said, answers, calls


def tried(name, change):
    """One store that was tampered with, asked everything: what was wrong; None where nothing can be so."""
    faults = []

    def fault(*shown):
        faults.append(" ".join(["FAILED", name, *(str(part)[:400] for part in shown)]))
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "desk.db")
        shutil.copyfile(BASE, path)
        try:
            with stores.unguarded(path) as store:
                change(store)
        except sqlite3.IntegrityError:
            return None
        # A key is its person's.
        said, answers, calls = ask(path, "Ann Alder" if "idempotency" in name else None)
        if said.returncode not in (0, 1, 3):
            fault(calls[len(answers)] if len(answers) < len(calls) else "the end",
                  said.returncode, said.stderr)
        elif said.returncode == 0 and len(answers) != len(calls):
            fault(f"{len(answers)} answers to {len(calls)} calls")
        for answer, (method, params) in zip(answers, calls):
            if answer.get("error", {}).get("code") == -32603:
                kind = answer["error"].get("data", {}).get("kind")
                if kind not in ("storage-failed", "storage-busy"):
                    fault(method, params, answer["error"])
    return faults


def column(table, name, value):
    keys = ", ".join(c for of, c, _, key in COLUMNS if of == table and key) or "rowid"

    def change(store):
        # Of each case its own, for several are tried side by side.
        row = random.Random(f"{SEED} {table} {name} {value}").randrange(store.execute(f"SELECT max(1, count(*)) FROM {table}").fetchone()[0])
        store.execute(f"UPDATE {table} SET {name} = ? WHERE ({keys}) = (SELECT {keys} FROM {table}"
                      f" LIMIT 1 OFFSET ?)", (value, row))
    return change


def values(pattern):
    """Each value of each kind of payload, once a member: the event, and where the value stands."""
    seen = set()
    with contextlib.closing(sqlite3.connect(BASE)) as store:
        for sequence, kind, payload in store.execute("SELECT sequence, kind, payload FROM event"):
            for found in re.finditer(rf"(?<=[:\[,]){pattern}(?=[,}}\]])", payload):
                place = kind, re.sub(r'[\d,]|"[^"]*",|:"[^"]*"', "", payload[:found.start()])
                if place not in seen:
                    seen.add(place)
                    yield sequence, kind, payload, found


CHANCE = random.Random(SEED)
with tempfile.TemporaryDirectory() as home:
    BASE = os.path.join(home, "base.db")
    # Of today, so that the clock is no reason to refuse.
    stores.made(DESK, BASE, clock=BEGAN.strftime("%Y-%m-%dT%H:%M:%S"), answered=LATE)
    assert subprocess.run([DESK, "--db", BASE, "note", "1", "--idempotency-key", "k", ":", "x"],
                          capture_output=True).returncode == 0
    with contextlib.closing(sqlite3.connect(BASE, isolation_level=None)) as store:
        store.execute("INSERT INTO draft (person, number, method, arguments, ticket, text, at) VALUES (1, 1, 'ticket.note', '{\"ticket\":1}', 1, 'x', 0)")
    COLUMNS = stores.columns(BASE)
    said, answers, calls = ask(shutil.copyfile(BASE, os.path.join(home, "whole.db")), None)
    for answer, (method, params) in zip(answers, calls):
        if "error" in answer:
            print("of a whole store:", method, params, answer["error"]["message"])
    trials = [(f"{table}.{name} = {value}", column(table, name, value))
              for table, name, kind, _ in COLUMNS if kind == "INTEGER" for value in EXTREMES]

    def payload_is(sequence, text):
        return lambda store: store.execute(
            "UPDATE event SET payload = CAST(? AS TEXT) WHERE sequence = ?", (text, sequence))
    for sequence, kind, payload, found in [*values(r"\d+"), *values(r'"[^"]*"')]:
        is_word = found[0].startswith('"')
        for value in ('"x"', '""') if is_word else EXTREMES + (-2 ** 64, 2 ** 64, 1.5):
            other = payload[:found.start()] + str(value) + payload[found.end():]
            trials.append((f"{kind} {other}", payload_is(sequence, other)))
    with contextlib.closing(sqlite3.connect(BASE)) as store:
        payloads = store.execute("SELECT sequence, payload FROM event").fetchall()
    for _ in range(ROUNDS):
        sequence, payload = CHANCE.choice(payloads)
        data = bytearray(payload.encode())
        for _ in range(CHANCE.randint(1, 3)):
            data[CHANCE.randrange(len(data))] = CHANCE.choice(
                b'0123456789-"{}[]:,.eE\\tfn' + bytes([CHANCE.randrange(256)]))
        trials.append((f"event {sequence} {bytes(data)}", payload_is(sequence, bytes(data))))
    # Each asks a program of its own, so that every core has one.
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        asked = [faults for faults in pool.map(lambda trial: tried(*trial), trials) if faults is not None]
faults = [fault for those in asked for fault in those]
print(*faults, sep="\n")
print(f"numbers: {len(asked)} stores asked, seed {SEED}, {len(faults)} failed")
sys.exit(bool(faults))
