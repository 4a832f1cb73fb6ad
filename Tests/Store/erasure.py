#!/usr/bin/env python3
"""Erasing a person: afterwards no word of theirs is in the bytes of the store's files, the journal
holds, and everything that is no word of theirs is as it was.

usage: erasure.py DESK [KILLS] [SEED]
"""
import json, os, pathlib, random, resource, shutil, signal, sqlite3, subprocess, sys, tempfile, time

import stores

DESK = os.path.abspath(sys.argv[1])
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 25
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
chance = random.Random(SEED)
passed = failed = 0

# Each word once, so that it can be looked for. Hers, and what others said to her.
NAME, ADDRESS = "Zaphira Quillfeather", "zaphira@plumage.example"
GONE = ["Zaphira", "Quillfeather", "zaphira", "plumage", "Marmaladecollapse", "Kumquatbreach",
        "Tangerinereply", "Lemonnote", "Limequestion", "Pomelolate", "Satsumaelsewhere",
        "Bergamotdraft", "Yuzucolleague", "Grapefruitreason", "Clementinename", "Citronapproval",
        "Mandarintransfer"]
STAYS = ["Aubergine", "Courgette", "Radicchio", "Fennelafter"]
LONG = "Kumquatbreach " + "it goes on and on, " * 700 + "Marmaladecollapse"
SET_UP = [
    "add agent Ben Okri <ben@desk.example>", "add manager Max Munro",
    "add customer Dan Dole <dan@acme.example>",
    f"new for {NAME} <{ADDRESS}> urgent : Marmaladecollapse", "take 1", "tag 1 fruit",
    "reply 1 : Tangerinereply", "note 1 : Lemonnote", "wait 1 : Limequestion",
    f"received 1 : {LONG}", "rename 1 : Clementinename",
    "set 1 low because Grapefruitreason", "resolve 1 : Tangerinereply",
    "new for Dan Dole high : Aubergine", "reply 2 : Courgette", "note 2 : Radicchio",
    f"received 2 from {NAME} : Satsumaelsewhere",
    # Hers, then Dan's.
    f"new for {NAME} low : Pomelolate", "reply 3 : Pomelolate",
    "transfer 3 to Dan Dole because Mandarintransfer", "reply 3 : Fennelafter",
]


def check(name, holds, shown=""):
    global passed, failed
    passed, failed = passed + bool(holds), failed + (not holds)
    if not holds:
        print(f"FAILED, seed {SEED}: {name}", str(shown)[:600])
    return holds


def desk(path, *words, **more):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True,
                          timeout=stores.WAIT, **more)


def does(path, *words, **more):
    said = desk(path, *words, **more)
    assert said.returncode == 0, (words, said)
    return said


def data(path, *words):
    return json.loads(does(path, "--json", *words).stdout)


def made(folder, name, set_up=SET_UP):
    path = os.path.join(folder, name + ".db")
    for line in set_up:
        does(path, "-c", line)
    drafted(path)
    return path


def drafted(path):
    """A draft of a colleague's for her, and one that only names her; one that is nothing of hers."""
    with sqlite3.connect(path) as store:
        for number, ticket, arguments, text in (
                (1, 1, "{}", "Bergamotdraft"), (2, None, '{"customer":"Zaphira Quillfeather"}', "x"),
                (3, 2, "{}", "Ask Yuzucolleague and Zaphira"), (4, 2, "{}", "Aubergine again")):
            store.execute("INSERT INTO draft (person, number, method, arguments, ticket, text, at) VALUES (2, ?, 'ticket.note', ?, ?, ?, ?)",
                          (number, arguments, ticket, text, int(time.time() * 1000)))
    store.close()


def approved(path, person=NAME):
    does(path, "--as", "Max Munro", "-c", f"erase approve {person} because Citronapproval")


def plan(path, person=NAME):
    return data(path, "erase", person, "--dry-run")


def erase(path, person=NAME, **more):
    return desk(path, "--json", "erase", person, "--confirm", plan(path, person)["confirm"], **more)


def bytes_of(path):
    return b"".join(pathlib.Path(path + end).read_bytes() for end in ("", "-wal", "-shm")
                    if os.path.exists(path + end))


def left(path, words=GONE):
    """Which of the words the files hold, in any case."""
    held = bytes_of(path).lower()
    return [word for word in words if word.lower().encode() in held]


def numbers(path):
    """What must not change: the journal's rows, and the rows of tickets, clocks, tags and notices."""
    with sqlite3.connect(path) as store:
        rows = [store.execute(f"SELECT * FROM {table} WHERE {where}").fetchall() for table, where in (
            ("change", "method NOT LIKE 'person.%erase'"), ("event", "kind <> 'person.erased'"),
            ("ticket", "1"), ("clock", "1"), ("tag", "1"), ("notice", "1"))]
    store.close()
    return rows


def erasing(folder):
    path = made(folder, "whole")
    backup = os.path.join(folder, "before.db")
    does(path, "backup", backup)
    # What programs wrote that had the store open when another was put in its place, and what they did not.
    beside = [path + "-wal.left-8", path + ".rescued-7"]
    for file in beside + [path + ".rescued-x", path + "x.rescued-7"]:
        shutil.copyfile(backup, file)
    check("the words are there before", left(path, GONE[:-2]) == [
        word for word in GONE[:-2] if word != "Citronapproval"], left(path))
    before = data(path, "person", "export", NAME)
    shown = json.dumps(before)
    for word in ("Marmaladecollapse", "Tangerinereply", "Lemonnote", "Satsumaelsewhere",
                 "Mandarintransfer", ADDRESS):
        check(f"an export tells {word}", word in shown, shown)
    for word in STAYS:
        check(f"and not what is another's, {word}", word not in shown, shown)
    check("an erasure is asked about first", desk(path, "erase", NAME).returncode == 1)
    approved(path)
    rows = numbers(path)
    events = data(path, "history", "1")["events"]
    trial = plan(path)
    check("a trial names the copies and the export", any(backup in said for said in trial["cautions"])
          and any("person export" in said for said in trial["cautions"]), trial)
    check("and changes nothing", not [word for word in GONE if word not in left(path)], left(path))
    asked = desk(path, "erase", NAME)
    check("without its digest it is asked about", asked.returncode == 2, asked)
    said = erase(path)
    if not check("an erasure is done", said.returncode == 0, said):
        return
    answer = json.loads(said.stdout)
    check("nothing of it is left", left(path) == [], left(path))
    check("the search says so", answer["remains"] == [], answer)
    check("the closed store is one file",
          not [end for end in ("-wal", "-shm") if os.path.exists(path + end)])
    check("others' words are there", left(path, STAYS) == STAYS, left(path, STAYS))
    check("copies are named", [copy["path"] for copy in answer["copies"]] == beside + [backup], answer)
    check("it says how much went", (answer["tickets"], answer["drafts"]) == (3, 3)
          and answer["values"] == answer["messages"] + 3 + 2 + 3, answer)
    found = data(path, "verify")
    check("the journal holds", found["holds"] and found["erased"] == answer["values"], found)
    check("tickets, clocks and reports are as they were", numbers(path) == rows)
    after = data(path, "history", "1")["events"]
    check("and so is a history but for its words",
          [(event["kind"], event["occurredAt"]) for event in events]
          == [(event["kind"], event["occurredAt"]) for event in after])
    check("who is shown by the number", "erased-5" in does(path, "history", "1").stdout
          and "(erased)" in does(path, "show", "1").stdout, does(path, "show", "1").stdout)
    gone(path)
    check("the export of before is what was there", left(backup, GONE[:6]) == GONE[:6])


def gone(path):
    """Nobody can act as them, give them anything, or find them by what they were called."""
    for words in (["--as", NAME, "list"], ["--as", ADDRESS, "list"],
                  ["new", "for", NAME, "low", ":", "x"], ["new", "for", "5", "low", ":", "x"],
                  ["transfer", "2", "to", "5", "because", "x"], ["assign", "2", "to", "5"],
                  ["received", "2", "from", "5", ":", "x"], ["person", "export", NAME]):
        said = desk(path, *words)
        check("an erased person is not found: " + " ".join(words),
              said.returncode == 1 and "error[not-found]" in said.stderr, said)
    said = desk(path, "erase", "5")
    check("twice is unchanged", "error[unchanged]" in said.stderr, said)
    said = desk(path, "--as", "Max Munro", "-c", "erase approve 5 because x")
    check("nor is it approved again", "error[unchanged]" in said.stderr, said)
    check("their tickets are listed by the number",
          len(data(path, "list", "all customer:5")["items"]) == 1)
    exported = json.dumps(data(path, "person", "export", "5"))
    check("an export has no word of theirs", not [word for word in GONE if word in exported])


def again(folder):
    """What is said on their tickets later can be erased too."""
    path = made(folder, "again")
    approved(path)
    assert erase(path).returncode == 0
    does(path, "reopen", "1")
    does(path, "note", "1", ":", "Persimmonlater")
    said = erase(path, "5")
    check("a later word is erased by the number", said.returncode == 0
          and json.loads(said.stdout)["values"] == 1 and left(path, ["Persimmonlater"]) == [], said)
    found = data(path, "verify")
    check("and the journal holds", found["holds"], found)


def by_hand(folder):
    """What no event erased is a fault, and so is what was erased and is there."""
    path = made(folder, "hand")
    with sqlite3.connect(path) as store:
        kept = store.execute("SELECT * FROM vault WHERE value = 'Tangerinereply'").fetchall()
    store.close()
    approved(path)
    assert erase(path).returncode == 0
    copy = shutil.copy(path, path + ".copy")
    with sqlite3.connect(copy) as store:
        store.execute("DELETE FROM vault WHERE value = 'Courgette'")
    store.close()
    found = json.loads(desk(copy, "--json", "verify").stdout)
    check("a value gone by hand is a fault", not found["holds"]
          and "no event erased it" in found["faults"][0]["what"], found)
    copy = shutil.copy(path, path + ".copy")
    with sqlite3.connect(copy) as store:
        store.execute("INSERT INTO vault VALUES (?, ?, ?, ?)", kept[0])
    store.close()
    found = json.loads(desk(copy, "--json", "verify").stdout)
    check("a value put back is a fault", not found["holds"]
          and "was erased, and is there" in found["faults"][0]["what"], found)
    with stores.unguarded(copy) as store:
        store.execute("DELETE FROM vault WHERE value = 'Tangerinereply'")
        store.execute("UPDATE person SET erased = NULL WHERE number = 5")
    found = json.loads(desk(copy, "--json", "verify").stdout)
    check("so is somebody brought back", not found["holds"], found)


def crowded(folder):
    """Among many values pages are split and filled again, and keep pieces of what was there."""
    path = made(folder, "crowded", SET_UP[:3])
    words = []
    wire = subprocess.Popen([DESK, "--db", path, "rpc"], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True)

    def call(method, **params):
        wire.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method,
                                     "params": params}) + "\n")
        wire.stdin.flush()
        return json.loads(wire.stdout.readline())["result"]
    for number in range(40):
        for customer in ("Dan Dole", f"{NAME} <{ADDRESS}>"):
            ticket = call("ticket.new", customer=customer, priority="low",
                          subject=f"Subject {number}")["ticket"]["number"]
            for turn in range(6):
                word = f"{'Hers' if customer != 'Dan Dole' else 'His'}{number}x{turn}y"
                words += [word] if customer != "Dan Dole" else []
                call("ticket.note", ticket=ticket,
                     text=" ".join([word] * chance.choice([1, 9, 60, 500])))
    wire.stdin.close()
    wire.wait(stores.WAIT)
    wire.stdout.close()
    approved(path)
    said = erase(path)
    check("of many values none is left", said.returncode == 0 and left(path, words) == [],
          (said.stderr, left(path, words)[:9]))
    check("and none of others' is gone", "His39x5y" not in left(path, words) and data(
        path, "verify")["holds"])


def freed(folder):
    """What another program deleted and left in the file's free room goes too."""
    path = made(folder, "freed")
    with sqlite3.connect(path, isolation_level=None) as store:
        store.execute("PRAGMA secure_delete = OFF")
        store.execute("CREATE TABLE other AS SELECT value FROM vault, (SELECT 1 UNION SELECT 2)")
        store.execute("DROP TABLE other")
    store.close()
    approved(path)
    check("what is in free pages is overwritten", erase(path).returncode == 0 and left(path) == [],
          left(path))


def rights(folder):
    path = made(folder, "rights")
    for who, words in ((NAME, ["erase", "approve", NAME, "because", "x"]),
                       ("Ben Okri", ["erase", "approve", NAME, "because", "x"]),
                       ("Max Munro", ["erase", NAME]), ("Ben Okri", ["person", "export", NAME])):
        said = desk(path, "--as", who, "-c", " ".join(words))
        check(f"{who} may not {words[:2]}", "error[forbidden]" in said.stderr, said)
    own = json.loads(does(path, "--as", NAME, "--json", "person", "export", "me").stdout)
    shown = json.dumps(own)
    check("one's own data is told, without notes", "Tangerinereply" in shown
          and "Lemonnote" not in shown, shown)
    said = desk(path, "--as", "Dan Dole", "person", "export", "5")
    check("nobody else's is", "error[forbidden]" in said.stderr, said)
    said = desk(path, "erase", NAME)
    check("unapproved is refused", "error[not-approved]" in said.stderr, said)
    does(path, "assign", "2", "to", "Ben Okri")
    approved(path, "Ben Okri")
    said = desk(path, "erase", "Ben Okri")
    check("who has live tickets is refused, with the way out",
          "error[needed]" in said.stderr and "release 2" in said.stderr, said)
    approved(path, "1")
    said = desk(path, "erase", "1")
    check("so is the last administrator", "error[needed]" in said.stderr
          and "last administrator" in said.stderr, said)
    does(path, "release", "2")
    does(path, "note", "2", ":", "Ben's last word")
    said = erase(path, "Ben Okri")
    check("an agent without tickets is erased", said.returncode == 0
          and left(path, ["Okri", "ben@desk"]) == [], (said, left(path, ["Okri", "ben@desk"])))
    check("and the subjects of others' tickets stay", left(path, STAYS) == STAYS)
    said = desk(path, "erase", NAME, "--idempotency-key", "k")
    check("no key is kept with a name", "error[" in said.stderr and "number" in said.stderr, said)


def keys(folder):
    """The salted digests of what was asked go too, for few words can be guessed."""
    path = made(folder, "keys")
    for key, words in (("a", ["note", "1", ":", "Lemonnote"]), ("b", ["note", "2", ":", "other"]),
                       ("c", ["transfer", "2", "to", NAME, "because", "x"])):
        does(path, *words, "--idempotency-key", key) if key == "c" else does(
            path, words[0], words[1], "--idempotency-key", key, *words[2:])
    approved(path)
    assert erase(path).returncode == 0
    with sqlite3.connect(path) as store:
        kept = [row[0] for row in store.execute(
            "SELECT key FROM idempotency WHERE digest <> x'' ORDER BY key")]
    store.close()
    check("only what another's call said is kept, as a digest", kept == ["b"], kept)
    again = desk(path, "note", "1", "--idempotency-key", "a", ":", "Lemonnote")
    check("a call that is repeated does not bring erased words back",
          "idempotency-mismatch" in again.stderr and left(path) == [], again)


def named(folder):
    """Where others' words name them, and tags do, that is told and left."""
    path = made(folder, "named", SET_UP + [
        "note 2 : Please call ZAPHIRA about it", "tag 2 Quillfeather"])
    approved(path)
    answer = json.loads(erase(path).stdout)
    with sqlite3.connect(path) as store:
        event = store.execute("SELECT event FROM vault WHERE value LIKE '%ZAPHIRA%'").fetchone()[0]
    store.close()
    check("a text that names them is listed", answer["mentions"] == [{"ticket": 2, "event": event}],
          answer)
    check("and so is a tag", answer["tags"] == [{"ticket": 2, "tag": "quillfeather"}], answer)
    check("what is in rows is no remains", answer["remains"] == [], answer)


def full(folder):
    """Where there is no room to overwrite the file, it says what is done, and is finished later."""
    path = made(folder, "full")
    approved(path)
    confirm = plan(path)["confirm"]
    size = os.path.getsize(path)

    def small():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size * 2 // 3, size * 2 // 3))
    said = desk(path, "--json", "erase", NAME, "--confirm", confirm, preexec_fn=small)
    check("a full disk is told of", said.returncode == 3 and "is erased, but" in said.stderr
          and "erase 5 again" in said.stderr, said)
    check("and programs that it was recorded", json.loads(said.stdout)["effect"] == "committed", said)
    found = data(path, "verify")
    check("the values are gone", found["holds"] and found["erased"] > 10, found)
    checks = json.loads(desk(path, "--json", "doctor").stdout)["checks"]
    check("doctor knows", [part["state"] for part in checks if part["subject"] == "erasure"]
          == ["bad"], checks)
    said = desk(path, "--json", "erase", "5")
    check("it is finished by the same command", said.returncode == 0 and left(path) == [], said)
    check("which says that it could not be searched", "remains" not in json.loads(said.stdout), said)
    check("and once", "error[unchanged]" in desk(path, "erase", "5").stderr)


def given_up(folder):
    """Who gives an erasure up behind its change is told what is done, and what is not."""
    path = made(folder, "given-up")
    approved(path)
    confirm = plan(path, "5")["confirm"]
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    params = {"person": 5, "confirm": confirm, "idempotencyKey": "k", "_meta": {"deadlineMs": 700}}
    calls = [{"jsonrpc": "2.0", "id": id, "method": "person.erase", "params": params} for id in (1, 2)]
    del calls[1]["params"]["_meta"]
    calls[0]["params"] = params | {"_meta": {"deadlineMs": 700}}
    rpc = subprocess.run([DESK, "--db", path, "rpc"], input="\n".join(map(json.dumps, calls)) + "\n",
                         capture_output=True, text=True, timeout=stores.WAIT)
    for answer in map(json.loads, rpc.stdout.splitlines()):
        error = answer.get("error", {"message": "", "data": {}})
        check("it was recorded", error["data"].get("effect") == "committed"
              and "is erased, but" in error["message"], answer)
    reader.execute("COMMIT")
    reader.close()
    said = desk(path, "erase", "5")
    check("it is finished by the same command, without the key", said.returncode == 0 and left(path) == [], said)


def beside(folder):
    """Somebody who reads for long keeps the log from being taken in; who rests does not."""
    path = made(folder, "beside")
    approved(path)
    resting = subprocess.Popen([DESK, "--db", path, "rpc"], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    resting.stdin.write('{"jsonrpc":"2.0","id":1,"method":"ticket.show","params":{"ticket":1}}\n')
    resting.stdin.flush()
    resting.stdout.readline()
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM event").fetchall()
    said = erase(path)
    check("a reader is told of", said.returncode == 3 and "is erased, but" in said.stderr
          and "error[storage-busy]" in said.stderr, said)
    reader.execute("COMMIT")
    reader.close()
    said = desk(path, "erase", "5")
    check("it is finished beside one who rests", said.returncode == 0 and left(path) == [],
          (said, left(path)))
    resting.stdin.write('{"jsonrpc":"2.0","id":2,"method":"ticket.show","params":{"ticket":1}}\n')
    resting.stdin.flush()
    shown = resting.stdout.readline()
    check("who has forgotten the words too", "Clementinename" not in shown and "result" in shown,
          shown)
    resting.stdin.close()
    resting.wait(stores.WAIT)
    resting.stdout.close()


def killed(folder):
    """Whenever it is killed, all of it is there, or none and the rest can be finished."""
    base = made(folder, "killed")
    approved(base)
    met = {"before": 0, "between": 0, "after": 0}
    began = time.monotonic()
    path = shutil.copy(base, base + ".timed")
    confirm = plan(path)["confirm"]
    began = time.monotonic()
    assert desk(path, "erase", NAME, "--confirm", confirm).returncode == 0
    longest = time.monotonic() - began
    for turn in range(KILLS):
        path = shutil.copy(base, f"{base}.{turn}")
        process = subprocess.Popen([DESK, "--db", path, "erase", NAME, "--confirm", confirm],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(longest * chance.uniform(0, 1.1))
        process.kill()
        process.wait(stores.WAIT)
        found = data(path, "verify")
        with sqlite3.connect(path) as store:
            unswept = store.execute("SELECT count(*) FROM unswept").fetchone()[0]
        store.close()
        if not found["erased"]:
            met["before"] += 1
            good = set(GONE) == set(left(path))
        elif unswept:
            met["between"] += 1
            good = desk(path, "erase", "5").returncode == 0 and left(path) == []
        else:
            met["after"] += 1
            good = left(path) == []
        check("after a kill", found["holds"] and good and data(path, "verify")["holds"],
              (found, left(path)))
        os.remove(path)
    print(f"  kills: {met}")


def restored(folder):
    """An older copy knows nothing of an erasure; put in the store's place, it is erased in it."""
    path = made(folder, "restored")
    backup = os.path.join(folder, "older.db")
    does(path, "backup", backup)
    approved(path)
    assert erase(path).returncode == 0
    said = does(path, "restore", backup)
    check("restoring says so", "erased-5 was erased since" in said.stdout, said)
    check("no word is back", left(path) == [], left(path))
    check("but others'", left(path, STAYS) == STAYS)
    found = data(path, "verify")
    check("which holds", found["holds"] and found["erased"] > 10, found)
    last = json.loads(does(path, "export", "--journal").stdout.splitlines()[-1])
    check("and an event of the desk's repeats it", last["actor"] == "desk"
          and last["events"][0]["kind"] == "person.erased" and "repeats" in last["events"][0]["payload"],
          last)
    gone(path)
    copies = {copy["path"] for copy in plan_of_another(path)}
    check("the backup and what was kept aside are named", backup in copies and len(copies) == 2, copies)


def held(folder):
    """Named are the copies that may hold the person, and no others, whatever the clocks said."""
    path = made(folder, "held", ["add manager Max Munro"])
    copies = {name: os.path.join(folder, f"held-{name}.db")
              for name in ("earlier", "with", "erased", "worded", "later")}
    does(path, "backup", copies["earlier"])
    does(path, "-c", f"new for {NAME} <{ADDRESS}> low : Kumquat")
    does(path, "backup", copies["with"])
    with sqlite3.connect(path) as store:
        store.execute("UPDATE copy SET at = 4000000000000 - at")
    store.close()
    approved(path)
    said = erase(path)
    check("only that which holds them", [copy["path"] for copy in json.loads(said.stdout)["copies"]]
          == [copies["with"]], said)
    does(path, "backup", copies["erased"])
    does(path, "-c", "reply 1 : Pomelo")
    does(path, "backup", copies["worded"])
    said = erase(path, "3")
    check("and what was said since", {copy["path"] for copy in json.loads(said.stdout)["copies"]}
          == {copies["with"], copies["worded"]}, said)
    does(path, "backup", copies["later"])
    with sqlite3.connect(path) as store:
        store.execute("UPDATE copy SET change = NULL")
    store.close()
    does(path, "add", "customer", "Pia Pomme")
    named = {copy["path"] for copy in plan_of_another(path, "Pia Pomme")}
    check("one that was stopped may hold anybody", named == set(copies.values()), named)
    path = made(folder, "held-again", ["add manager Max Munro"])
    first = os.path.join(folder, "held-first.db")
    does(path, "backup", first)
    does(path, "add", "customer", f"{NAME} <{ADDRESS}>")
    does(path, "restore", first)
    does(path, "add", "customer", f"{NAME} <{ADDRESS}>")
    approved(path)
    said = erase(path)
    check("what was copied before a restore went its own way", len(json.loads(said.stdout)["copies"]) == 2, said)


def parted(folder):
    """Where a copy went its own way, another person may have the number of one who was erased."""
    path = made(folder, "parted", ["add manager Max Munro"])
    first, second = os.path.join(folder, "first.db"), os.path.join(folder, "second.db")
    does(path, "backup", first)
    does(path, "add", "customer", f"{NAME} <{ADDRESS}>")
    approved(path)
    assert erase(path).returncode == 0
    does(path, "restore", first)
    kept = next(copy for copy in pathlib.Path(folder).glob("parted.db.kept-*"))
    does(path, "add", "customer", "Otto Aubergine")
    does(path, "backup", second)
    does(path, "restore", str(kept))
    said = does(path, "restore", second)
    check("another of the same number is not erased", "erased since" not in said.stdout
          and data(path, "person", "export", "Otto Aubergine")["person"]["person"]["number"] == 3, said)
    with sqlite3.connect(path, isolation_level=None) as store:
        store.execute("DROP TABLE event")
    store.close()
    said = desk(path, "restore", first)
    check("that nobody can tell who was erased is said", said.returncode == 0
          and "cannot" in said.stdout + said.stderr, said)


def twice_restored(folder):
    """What was erased two stores ago is erased in what is restored now, and what cannot be told is said."""
    path = made(folder, "twice")
    empty, full = os.path.join(folder, "twice-empty.db"), os.path.join(folder, "twice-full.db")
    does(path, "backup", full)
    approved(path)
    assert erase(path).returncode == 0
    # A store that knows of no erasure comes between.
    shutil.copyfile(full, empty)
    with sqlite3.connect(path) as store:
        copies = store.execute("SELECT path, kind, at FROM copy").fetchall()
    store.close()
    kept = path + ".kept-by-hand"
    os.rename(path, kept)
    shutil.copyfile(empty, path)
    with sqlite3.connect(path) as store:
        store.executemany("INSERT OR REPLACE INTO copy (path, kind, at) VALUES (?, ?, ?)", copies + [(kept, "aside", 1)])
    store.close()
    does(path, "restore", full)
    check("what a predecessor erased is erased", left(path) == [], left(path))
    os.remove(path)
    said = does(path, "restore", full)
    check("without a store nobody can tell who was erased", "cannot be told" in said.stdout, said)

    path = made(folder, "tampered")
    backup = os.path.join(folder, "tampered-backup.db")
    does(path, "backup", backup)
    approved(path)
    assert erase(path).returncode == 0
    with sqlite3.connect(path, isolation_level=None) as store:
        store.executescript("DROP TRIGGER event_fixed; UPDATE event SET stream = 'person/3'"
                            " WHERE kind = 'person.erased'")
    store.close()
    said = does(path, "restore", backup)
    check("whom a tampered journal erased is not believed", "cannot be told" in said.stdout
          and "erased since, and" not in said.stdout, said)


def leftovers(folder):
    """What killed copies left is gone with the person."""
    path = made(folder, "leftovers")
    for name in (".desk-new-abc", ".desk-restoring-" + os.path.basename(path)):
        shutil.copyfile(path, os.path.join(folder, name))
    approved(path)
    assert erase(path).returncode == 0
    found = [name for name in os.listdir(folder) if name.startswith(".desk-")]
    check("copies that nobody finished are gone", found == [], found)


def alone(folder):
    """Whoever is the one administrator that the system knows cannot go."""
    path = made(folder, "alone", ["add administrator Boss Baby", "add manager Max Munro"])
    does(path, "--as", "Max Munro", "-c", "erase approve 1 because so")
    said = desk(path, "--json", "erase", "1", "--dry-run")
    check("others are no users", said.returncode == 1 and "needed" in said.stdout + said.stderr, said)


def plan_of_another(path, person="Dan Dole"):
    does(path, "--as", "Max Munro", "-c", f"erase approve {person} because they asked")
    return json.loads(erase(path, person).stdout)["copies"]


with tempfile.TemporaryDirectory() as folder:
    for test in (erasing, again, crowded, freed, by_hand,
                 rights, keys, named, full, given_up, beside, killed, restored, held, parted, twice_restored, leftovers, alone):
        test(folder)
print(f"erasure: {passed} passed, {failed} failed, seed {SEED}")
sys.exit(1 if failed else 0)
