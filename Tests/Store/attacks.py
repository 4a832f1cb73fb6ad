#!/usr/bin/env python3
"""What a person with the file in hand can do, and what `verify` says of it.

usage: attacks.py DESK

The attacks of identity-and-audit.md 4.5, and every column of every table that is proven changed,
each on a copy of one store, by SQLite's own library. Each must be found and told by name, with the
change at which it shows where it shows at one.
"""
import json, os, pathlib, re, shutil, sqlite3, subprocess, sys, tempfile

import stores
from stores import SECRET

DESK = os.path.abspath(sys.argv[1])
ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER = tempfile.TemporaryDirectory()
BASE = os.path.join(FOLDER.name, "base.db")
ANY = object()
passed = failed = 0


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True,
                          env=dict(os.environ, TZ="UTC"), timeout=stores.WAIT)


def check(name, holds, shown=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print("FAILED", name, shown)


def verify(path, *words):
    """What is found, with no change and a single fault where the store was not even opened."""
    said = desk(path, "--json", "verify", *words)
    if said.returncode == 3:
        return {"holds": False, "faults": [{"what": said.stderr}], "untold": 0}, 3
    return json.loads(said.stdout), said.returncode


def copy(name, base=BASE):
    path = os.path.join(FOLDER.name, re.sub(r"\W+", "-", name) + ".db")
    for end in ("", "-wal"):
        if os.path.exists(base + end):
            shutil.copy(base + end, path + end)
    return path


def attack(name, script, *words, change=None, base=BASE, status=1, rehashed=False):
    """A change of the file behind the desk's back.

    - words: must all be in one fault.
    - change: at which that fault shows; None where it shows at none.
    - rehashed: the attacker makes the chain anew.
    """
    path = copy(name, base)
    with stores.unguarded(path) as store:
        store.executescript(script)
        if rehashed:
            stores.rehash(store)
    found, ended = verify(path)
    told = [fault for fault in found["faults"] if all(word in fault["what"] for word in words)
            and change in (fault.get("change"), ANY)]
    check(name, found["holds"] is False and ended == status and told, found)
    firsts = [fault["change"] - 1 for fault in found["faults"] if "change" in fault]
    if "proven" in found and not found["untold"]:
        check(name + ": up to where all is proven",
              found["proven"] == min(firsts + [found["changes"]]), found)
    os.unlink(path)
    return found


stores.made(DESK, BASE, ends=stores.RESTS)
whole, status = verify(BASE)
check("an untouched store holds", whole["holds"] and status == 0, whole)
check("and all of it is proven", whole["proven"] == whole["changes"] and not whole["untold"], whole)
LAST = whole["changes"]
anchor = whole["anchor"]
check("and holds its anchor", verify(BASE, "--anchor", anchor)[0]["holds"])
check("which is one word with colons", verify(BASE, "--anchor", anchor.replace(" ", ":"))[0]["holds"])
said = desk(BASE, "audit", "head")
check("audit head prints it in one line", said.stdout == anchor + "\n", said)

# Whatever table there is has a class in the code map, and is proven unless it is operational.
CLASSES = {name: set(re.findall(r"`(\w+)`", tables)) for name, tables in re.findall(
    r"^\| (journal|projections|operational) \|([^|]*)\|", (ROOT / "Sources/README.md").read_text(),
    re.M)}
COLUMNS = stores.columns(BASE)
check("the code map has every table",
      {table for table, *_ in COLUMNS} == set().union(*CLASSES.values()), CLASSES)


def keys(table):
    return ", ".join(name for of, name, _, is_key in COLUMNS if of == table and is_key) or "rowid"


def last(table):
    """The last row of a table, as a condition."""
    return f"({keys(table)}) = (SELECT {keys(table)} FROM {table} ORDER BY {keys(table)} DESC LIMIT 1)"


def found_by(table, column, is_key):
    """By which words, and at which change, a change of the column in the last row is found."""
    if table in CLASSES["projections"]:
        return ((f"{table} (", "the row is missing") if is_key
                else (f"{table} (", f": {column} is ", "as the journal says")), None
    if table == "change":
        return ("has no events",) if is_key else (), LAST + 1000 if is_key else LAST
    if table == "event":
        return ("has no events",) if column == "change" else (), LAST
    if table == "store":
        return ("store: id is", "as follows from its seed"), None
    return (), ANY


for table, column, kind, is_key in COLUMNS:
    if table in CLASSES["operational"] - {"vault", "spelling"}:
        continue
    words, change = found_by(table, column, is_key)
    attack(f"{table}.{column} changed",
           f"UPDATE {table} SET {column} = other({column}, '{kind}') WHERE {last(table)}",
           *words, change=change)

for table in CLASSES["projections"]:
    attack(f"{table}: a row less", f"DELETE FROM {table} WHERE {last(table)}",
           f"{table} (", "the row is missing")
    names = [name for of, name, *_ in COLUMNS if of == table]
    # The key is another, and what else must be unique has no value.
    values = ["NULL" if name in ("uid", "reference")
              else f"other({name}, '{kind}')" if is_key or name == "event" else name
              for of, name, kind, is_key in COLUMNS if of == table]
    attack(f"{table}: a row more", f"INSERT INTO {table} ({', '.join(names)})"
           f" SELECT {', '.join(values)} FROM {table} WHERE {last(table)}",
           f"{table} (", "a row that the journal does not make")

# The chain.
attack("swapped changes", """
    UPDATE change SET sequence = -1 WHERE sequence = 3; UPDATE change SET sequence = 3 WHERE sequence = 4;
    UPDATE change SET sequence = 4 WHERE sequence = -1;""", "change 3 is not what was recorded", change=3)
attack("a hole in the middle",
       "DELETE FROM event WHERE change = 4; DELETE FROM change WHERE sequence = 4",
       "change 4 is missing", change=5)
attack("an event less", "DELETE FROM event WHERE sequence = (SELECT max(sequence) FROM event)",
       f"change {LAST} has no events", change=LAST)
attack("an event of no change", "INSERT INTO event VALUES (999, 99, 'desk', 99, 'x', 1, '{}')",
       "event 999 is of no change")
attack("bytes that are read as what was hashed", """
    UPDATE event SET payload = CAST(broken(payload) AS TEXT) WHERE payload LIKE '%' || char(65533) || '%'""", "is not what was recorded", change=ANY)
attack("a tag of bytes that are read as the tag", "UPDATE tag SET tag = CAST(broken(tag) AS TEXT)",
       "tag (", ": tag is")
attack("words of bytes that are read as the words",
       "UPDATE vault SET value = CAST(broken(value) AS TEXT)", "is not what was written", change=ANY)
many = attack("everything", "UPDATE event SET payload = payload || ' '", "change 1 is not", change=1)
check("the first twenty in words, the others counted",
      len(many["faults"]) == 20 and many["untold"] >= LAST - 20 and many["proven"] == 0, many)

# By somebody who makes the chain anew: what cannot have come out of a desk.
attack("a version left out", "UPDATE event SET version = 99 WHERE kind = 'closed'",
       "has version 99 of ticket/3", change=ANY, rehashed=True)
attack("a stream of no kind", "UPDATE event SET stream = 'x' WHERE kind = 'closed'",
       "in a stream of no kind", change=ANY, rehashed=True)
attack("a stream of nobody", "UPDATE event SET stream = 'ticket/03' WHERE stream = 'ticket/3'",
       "in the stream ticket/03 of nobody", change=ANY, rehashed=True)
attack("another's stream", "UPDATE event SET stream = 'person/9' WHERE stream = 'person/3'",
       "person (number 9): the row is missing", rehashed=True)
attack("a ticket without its opening", "UPDATE event SET kind = 'waited' WHERE kind = 'opened'",
       "ticket/1 does not begin as a ticket does", change=ANY, rehashed=True)
attack("a policy that is none", "UPDATE event SET payload = '{}' WHERE kind = 'policy.set'",
       "event 2 of kind policy.set cannot", rehashed=True, status=3)
attack("a payload of a newer program", "UPDATE event SET payload = json_set(payload, '$.v', 2)"
       " WHERE kind = 'closed'", "of version 2, which a newer desk writes", change=ANY, rehashed=True)
attack("a kind that there is not", "UPDATE event SET kind = 'x' WHERE kind = 'closed'",
       "has the unknown kind x", change=ANY, rehashed=True)
attack("a notice given twice", "UPDATE event SET kind = 'notified', payload ="
       " (SELECT payload FROM event WHERE kind = 'notified' ORDER BY sequence LIMIT 1)"
       " WHERE kind = 'withdrawn'", "the events of ticket/1 cannot stand together", rehashed=True)
attack("not begun by its making", "UPDATE event SET kind = 'x' WHERE sequence = 1",
       "does not begin with the making of the store", change=1, rehashed=True)

# The vault.
attack("a value gone", "DELETE FROM vault WHERE member = 'because' AND event ="
       " (SELECT sequence FROM event WHERE kind = 'transferred')",
       "the because of event", "is gone, and no event erased it", change=ANY)
attack("a name gone with its spellings", f"DELETE FROM vault WHERE value = '{SECRET}'",
       "the name of event", "no event erased it", change=ANY)
attack("changed words", "UPDATE vault SET value = 'something else' WHERE member = 'text'",
       "is not what was written", change=ANY)
attack("words that nobody wrote", "INSERT INTO vault VALUES (999, 'text', zeroblob(32), 'x')",
       "the vault has a text of event 999")
attack("words of an event that has none", "INSERT INTO vault VALUES (1, 'text', zeroblob(32), 'x')",
       "the vault has a text of event 1")
attack("a spelling taken away", "DELETE FROM spelling WHERE member = 'address'",
       "the address of event", "cannot be found", change=ANY)
attack("a spelling more", "INSERT INTO spelling SELECT member, 'x', event FROM spelling"
       " WHERE member = 'word' LIMIT 1", "the name of event", "not its spelling", change=ANY)
attack("a spelling of nobody", "INSERT INTO spelling VALUES ('name', 'x', 999)",
       "spellings of event 999")

attack("an erasure that says more than it can know", "UPDATE event SET payload ="
       " json_set(payload, '$.events', json('[[1,999999]]')) WHERE kind = 'person.erased'",
       "is gone, and no event erased it", change=ANY, rehashed=True)
attack("an erasure that nobody approved", "UPDATE event SET payload = replace(payload, '\"approvedBy\":', '\"x\":')"
       " WHERE kind = 'person.erased'", "cannot be read", change=ANY, rehashed=True)

# Whose it is.
plain = os.path.join(FOLDER.name, "plain.db")
desk(plain, "new", "for", "me", "urgent", ":", "Elsewhere")
check("a store that no replay made", verify(plain)[0]["holds"])
attack("a seed set later", "UPDATE store SET seed = x'01'", "no replay made the store", base=plain)
attack("an empty seed", "UPDATE store SET seed = x''", "no replay made the store", base=plain)
attack("a seed taken away", "UPDATE store SET seed = NULL", "a replay made the store")
attack("two identities", "INSERT INTO store VALUES (zeroblob(16), NULL)", "2 identities")
attack("another store's journal", f"""
    ATTACH '{plain}' AS o; DELETE FROM event; DELETE FROM change;
    INSERT INTO change SELECT * FROM o.change; INSERT INTO event SELECT * FROM o.event;""",
       "change 1 is not what was recorded", change=1)

# The schema. Guards that are not put back stay away.
with sqlite3.connect(BASE) as store:
    SCHEMA = store.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
                           " AND type <> 'table' ORDER BY name").fetchall()
for kind, name, sql in SCHEMA:
    path = copy(name)
    with sqlite3.connect(path) as store:
        store.execute(f"DROP {kind} {name}")
    found, status = verify(path)
    check(f"without its {kind} {name}", status == 1 and
          [fault["what"] for fault in found["faults"]] == [f"the {kind} {name} is missing"], found)
for name, script, words in (
        ("a trigger that does nothing", "DROP TRIGGER event_kept; CREATE TRIGGER event_kept BEFORE"
         " DELETE ON event BEGIN SELECT 1; END", ["the trigger event_kept was changed"]),
        ("a trigger more", "CREATE TRIGGER more AFTER INSERT ON event BEGIN DELETE FROM tag; END",
         ["there is a trigger more, which is none of desk's"]),
        ("an index more", "CREATE INDEX more ON event (kind)", ["there is a index more"]),
        ("a table more", "CREATE TABLE more (x)", ["there is a table more"]),
        ("a view more", "CREATE VIEW more AS SELECT 1", ["there is a view more"]),
        ("a column more", "ALTER TABLE ticket ADD COLUMN more TEXT", ["the table ticket was changed"])):
    path = copy(name)
    with sqlite3.connect(path) as store:
        store.executescript(script)
    found, status = verify(path)
    told = [fault["what"] for fault in found["faults"]]
    check(name, status == 1 and len(told) == 1 and words[0] in told[0], found)
for table in sorted({table for table, *_ in COLUMNS}):
    path = copy("no-" + table)
    with sqlite3.connect(path) as store:
        store.execute(f"DROP TABLE {table}")
    found, status = verify(path)
    check(f"without its table {table}", status in (1, 3) and table in str(found["faults"]), found)
path = copy("an index that disagrees")
with sqlite3.connect(path) as store:
    store.executescript("""
        DROP INDEX ticket_all; CREATE INDEX ticket_all ON ticket (due_at, number) WHERE number <> 2;
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET sql = 'CREATE INDEX ticket_all ON ticket (due_at, number)'
          WHERE name = 'ticket_all';""")
found, status = verify(path)
check("an index that disagrees", status == 1 and "ticket_all" in str(found["faults"]), found)
for pragma, words in (("user_version = 99", "newer desk"), ("user_version = 1", "older desk"),
                      ("application_id = 1", "none of desk's")):
    path = copy(pragma)
    with sqlite3.connect(path) as store:
        store.execute(f"PRAGMA {pragma}")
    found, status = verify(path)
    check(pragma, status == 3 and words in found["faults"][0]["what"], found)

# What is operational is not proven.
for script in ("INSERT INTO draft (person, number, method, arguments, ticket, text, at) VALUES (1, 1, 'ticket.note', '{}', 1, 'x', 0)",
               "DELETE FROM idempotency", "INSERT INTO import VALUES ('x', 1)"):
    path = copy(script)
    with stores.unguarded(path) as store:
        store.executescript(script)
    found, status = verify(path)
    check(script, found["holds"] and status == 0, found)

# The tail cut off, with its projections: only an anchor that was kept elsewhere tells.
path = copy("tail")
with stores.unguarded(path) as store:
    store.executescript(f"""
        DELETE FROM event WHERE change = {LAST}; DELETE FROM change WHERE sequence = {LAST};""")
found, _ = verify(path)
check("a tail cut off whole does not show", found["holds"], found)
found, status = verify(path, "--anchor", anchor)
check("but against an anchor", not found["holds"] and status == 1
      and found["faults"][0]["change"] == LAST, found)
path = copy("rehashed")
with stores.unguarded(path) as store:
    check("the chain is made as written", stores.rehash(store) == anchor.split(" ")[2])
    store.execute("UPDATE change SET channel = 'elsewhere' WHERE sequence = 3")
    stores.rehash(store)
check("a chain made anew holds in itself", verify(path)[0]["holds"])
check("but not against an anchor", not verify(path, "--anchor", anchor)[0]["holds"])
found, _ = verify(plain, "--anchor", anchor)
check("an anchor of another store", "of another store" in str(found["faults"]), found)
desk(BASE, "note", "1", ":", "later")
check("an anchor of before still holds", verify(BASE, "--anchor", anchor)[0]["holds"])

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
said = desk(BASE, "--json", "backup", path)
check("a backup", said.returncode == 0, said)
found, _ = verify(path)
check("holds", found["holds"], found)
check("and its anchor was told", json.loads(said.stdout)["anchor"] == found["anchor"], said)
check("and is not overwritten", desk(BASE, "backup", path).returncode == 1)
check("and is its owner's alone", os.stat(path).st_mode & 0o777 == 0o600)

print(f"store: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
