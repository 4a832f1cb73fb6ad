#!/usr/bin/env python3
"""What a person with the file in hand can do, and what `verify` says of it.

usage: attacks.py DESK

The attacks of identity-and-audit.md 4.5, each on a copy of one store, by SQLite's own library; and
an erasure as 4.6 has it.
"""
import hashlib, json, os, shutil, sqlite3, struct, subprocess, sys, tempfile

DESK = os.path.abspath(sys.argv[1])
FOLDER = tempfile.TemporaryDirectory()
BASE = os.path.join(FOLDER.name, "base.db")
SECRET = "Zaphod-Beeblebrox-4711"
passed = failed = 0


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True,
                          env=dict(os.environ, TZ="UTC"))


def check(name, holds, shown=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print("FAILED", name, shown)


def verify(path, *words):
    said = desk(path, "--json", "verify", *words)
    return json.loads(said.stdout), said.returncode


def copy(name):
    path = os.path.join(FOLDER.name, name + ".db")
    for end in ("", "-wal"):
        if os.path.exists(BASE + end):
            shutil.copy(BASE + end, path + end)
    return path


def raw(path):
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript("""
        DROP TRIGGER change_fixed; DROP TRIGGER change_kept; DROP TRIGGER change_gapless;
        DROP TRIGGER event_fixed; DROP TRIGGER event_kept; DROP TRIGGER event_gapless;
        """)
    return connection


def attack(name, script, *, holds=False):
    path = copy(name.replace(" ", "-"))
    connection = raw(path)
    connection.executescript(script)
    connection.close()
    found, status = verify(path)
    check(name, found["holds"] == holds and status == (0 if holds else 1), found)
    return path, found


for line in (["new", "for", f"{SECRET} <z@acme.example>", "urgent", ":", "Gateway down"],
             ["take", "1"], ["reply", "1", "We are on it"], ["tag", "1", "gateway"],
             ["new", "for", "me", "high", ":", "Second"], ["set", "2", "priority", "low", "because", "so"],
             ["resolve", "2", ":", "Done"]):
    said = desk(BASE, *line)
    assert said.returncode == 0, said.stderr
whole, status = verify(BASE)
check("an untouched store holds", whole["holds"] and status == 0, whole)
anchor = whole["anchor"]
check("and holds its anchor", verify(BASE, "--anchor", anchor)[0]["holds"])

attack("a changed payload", "UPDATE event SET payload = replace(payload, 'urgent', 'medium') WHERE kind = 'opened'")
attack("a changed hash", "UPDATE change SET hash = zeroblob(32) WHERE sequence = 2")
attack("a changed time", "UPDATE event SET occurred_at = occurred_at + 1 WHERE sequence = 7")
attack("a changed actor", "UPDATE change SET actor = 'person/2' WHERE sequence = 3")
attack("swapped changes", """
    UPDATE change SET sequence = -1 WHERE sequence = 3; UPDATE change SET sequence = 3 WHERE sequence = 4;
    UPDATE change SET sequence = 4 WHERE sequence = -1;""")
attack("a hole in the middle", "DELETE FROM event WHERE change = 4; DELETE FROM change WHERE sequence = 4")
attack("an event less", "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)")
attack("a changed row", "UPDATE ticket SET priority = 0 WHERE number = 2")
attack("a row more", "INSERT INTO ticket SELECT 9, status, priority, agent, customer, subject_event, opened_at, updated_at, revision, public_updated_at, public_revision, version, due_at, 'X' FROM ticket WHERE number = 1")
attack("a changed clock", "UPDATE clock SET verdict = 0 WHERE ticket = 2")
attack("a changed public revision", "UPDATE ticket SET public_revision = 9 WHERE number = 1")
attack("a tag taken off", "DELETE FROM tag")
attack("a tag with another due instant", "UPDATE tag SET due_at = due_at + 1")
attack("a tag that is not live", "UPDATE tag SET is_live = 0")
attack("a spelling taken away", "DELETE FROM spelling WHERE member = 'address'")
attack("a spelling of nobody", "INSERT INTO spelling VALUES ('name', 'x', 999)")
attack("somebody else's spelling", "UPDATE spelling SET key = 'x' WHERE member = 'address'")
attack("a draft is no vault value", "INSERT INTO draft VALUES (1, 1, 'ticket.note', '{}', 1, 'x', 0)",
       holds=True)
attack("a changed role", "UPDATE person SET roles = 15 WHERE number = 2")
attack("changed words", "UPDATE vault SET value = 'something else' WHERE member = 'text'")
attack("words that nobody wrote", "INSERT INTO vault VALUES (999, 'text', zeroblob(32), 'x')")

other = os.path.join(FOLDER.name, "other.db")
desk(other, "new", "for", "me", "urgent", ":", "Elsewhere")
attack("another store's journal", f"""
    ATTACH '{other}' AS o; DELETE FROM event; DELETE FROM change;
    INSERT INTO change SELECT * FROM o.change; INSERT INTO event SELECT * FROM o.event;""")

# The tail cut off, with its projections: only an anchor that was kept elsewhere tells.
path = copy("tail")
last = int(anchor.split(":")[0])
connection = raw(path)
connection.executescript(f"""
    CREATE TEMP TABLE cut AS SELECT sequence FROM event WHERE change = {last};
    DELETE FROM vault WHERE event IN cut;
    DELETE FROM event WHERE change = {last}; DELETE FROM change WHERE sequence = {last};""")
connection.close()
found, _ = verify(path)
check("a tail cut off shows in its projections",
      not found["holds"] and all(f.get("change") is None for f in found["faults"]), found)
found, status = verify(path, "--anchor", anchor)
check("and against an anchor", not found["holds"] and status == 1, found)



def rehash(connection):
    """Makes the chain anew, as somebody would who knows how it is made."""
    def field(data):
        data = data.encode() if isinstance(data, str) else data
        return struct.pack(">I", len(data)) + data
    store, previous = connection.execute("SELECT id FROM store").fetchone()[0], bytes(32)
    for row in connection.execute("SELECT sequence, recorded_at, actor, channel, method, program"
                                  " FROM change ORDER BY sequence").fetchall():
        events = connection.execute(
            "SELECT sequence, stream, version, kind, occurred_at, payload FROM event"
            " WHERE change = ? ORDER BY sequence", row[:1]).fetchall()
        data = field("desk-change-v1") + field(store) + struct.pack(">qq", *row[:2])
        data += b"".join(map(field, row[2:])) + struct.pack(">q", len(events))
        for number, stream, version, kind, at, payload in events:
            data += (struct.pack(">q", number) + field(stream) + struct.pack(">q", version)
                     + field(kind) + struct.pack(">q", at) + field(payload))
        digest = hashlib.sha256(data + previous).digest()
        connection.execute("UPDATE change SET previous = ?, hash = ? WHERE sequence = ?",
                           (previous, digest, row[0]))
        previous = digest
    return previous.hex()


path = copy("rehashed")
connection = raw(path)
check("the chain is made as written", rehash(connection) == anchor.split(":")[1])
connection.execute("UPDATE change SET actor = 'person/2' WHERE sequence = 3")
rehash(connection)
connection.close()
check("a chain made anew holds in itself", verify(path)[0]["holds"])
check("but not against an anchor", not verify(path, "--anchor", anchor)[0]["holds"])

# What the store itself refuses, triggers in place.
path = copy("refused")
connection = sqlite3.connect(path, isolation_level=None)
for statement in ("UPDATE event SET payload = '{}'", "DELETE FROM change WHERE sequence = 1",
                  "INSERT OR REPLACE INTO event SELECT 5, change, stream, version, kind, occurred_at, '{}' FROM event WHERE sequence = 5",
                  "INSERT OR REPLACE INTO change SELECT * FROM change WHERE sequence = 2"):
    try:
        connection.execute(statement)
        check("refused: " + statement, False)
    except sqlite3.DatabaseError:
        check("refused: " + statement, True)
connection.close()
check("and nothing changed", verify(path)[0]["holds"])

# Erasure: value and salt go; the chain holds, the rest still reads, and no file has the words.
path = copy("erased")
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("PRAGMA secure_delete = ON")
connection.execute("DELETE FROM vault WHERE value = ?", (SECRET,))
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.execute("VACUUM")
connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
connection.close()
left = [end for end in ("", "-wal", "-shm")
        if os.path.exists(path + end) and SECRET.lower().encode() in open(path + end, "rb").read().lower()]
check("the words are in no file", not left, left)
found, _ = verify(path)
check("the chain holds without them", found["holds"] and found["erased"] == 1, found)
shown = desk(path, "show", "1")
check("the ticket stays", shown.returncode == 0 and "person 2" in shown.stdout, shown)

# Files that are no store, and a store that is newer: a sentence and exit 3, and nothing changed.
for name, data in (("text", b"hello " * 1000), ("empty", b"")):
    path = os.path.join(FOLDER.name, name)
    open(path, "wb").write(data)
    said = desk(path, "list")
    check(f"{name} is no store", said.returncode == 3 and said.stderr.startswith("error[storage-failed]"), said)
    check(f"{name} is left alone", open(path, "rb").read() == data)
path = os.path.join(FOLDER.name, "foreign.db")
sqlite3.connect(path).executescript("CREATE TABLE t (x)")
check("a foreign database", desk(path, "list").returncode == 3)
path = copy("newer")
sqlite3.connect(path).execute("PRAGMA user_version = 99")
said = desk(path, "list")
check("a newer store", said.returncode == 3 and "newer desk" in said.stderr, said)
path = copy("older")
connection = sqlite3.connect(path)
connection.execute("PRAGMA user_version = 1")
connection.close()
before = open(path, "rb").read()
said = desk(path, "list")
check("an older store", said.returncode == 3 and "older desk" in said.stderr, said)
check("an older store is left alone", open(path, "rb").read() == before)
path = copy("locked")
connection = sqlite3.connect(path, isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
check("reads go on beside a writer", desk(path, "list").returncode == 0)
connection.close()

# A backup is a store of its own.
path = os.path.join(FOLDER.name, "backup.db")
check("a backup", desk(BASE, "backup", path).returncode == 0)
check("holds", verify(path)[0]["holds"])
check("and is not overwritten", desk(BASE, "backup", path).returncode == 1)
check("and is its owner's alone", os.stat(path).st_mode & 0o777 == 0o600)

print(f"store: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
