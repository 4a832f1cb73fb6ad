#!/usr/bin/env python3
"""Copies put over a store's file by plain cp: over one whose program was killed, so that its log lies
beside, and over one that is open. Either what was copied is there whole, or it is refused in words
that name the log; what the log holds is never mixed into another file.

usage: copied.py DESK [ROUNDS] [SEED]
"""
import json, os, random, shutil, signal, subprocess, sys, tempfile

import stores

DESK = os.path.abspath(sys.argv[1])
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 60
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(2 ** 32)
chance = random.Random(SEED)
counts, failures = {}, []


def check(name, holds, shown=""):
    counts[name] = counts.get(name, 0) + 1
    if not holds:
        failures.append(name)
        print(f"FAILED, seed {SEED}: {name}: {str(shown)[:600]}")
    return holds


def desk(path, *words):
    return subprocess.run([DESK, "--db", path, *words], capture_output=True, text=True, timeout=60)


def head(path):
    said = desk(path, "--json", "audit", "head")
    assert said.returncode == 0, said
    return json.loads(said.stdout)["hash"]


class Wire(stores.Wire):
    def __init__(self, path):
        super().__init__(DESK, path)

    def notes(self, count):
        """As many notes, of lengths that make pages and now and then a log of several thousand."""
        for _ in range(count):
            length = chance.choice([20, 20, 2_000, 20_000])
            said = self.call("ticket.note", ticket=1, text="n" * length)
            assert "result" in said, said



class Ground:
    """A store, and copies of it from several times and lines of its life."""

    def __init__(self, folder):
        self.folder, self.path, self.copies, self.number = folder, os.path.join(folder, "desk.db"), [], 0
        said = desk(self.path, "new", "for", "Cleo <cleo@x.example>", "urgent", ":", "First")
        assert said.returncode == 0, said
        self.keep()

    def keep(self):
        """A copy of the closed store, in one of two ways."""
        assert not os.path.exists(self.path + "-wal")
        copy = os.path.join(self.folder, f"copy-{self.number}.db")
        self.number += 1
        if chance.random() < 0.5:
            assert desk(self.path, "backup", copy).returncode == 0
        else:
            shutil.copyfile(self.path, copy)
        twin = copy + ".twin"
        shutil.copyfile(copy, twin)
        self.copies.append((copy, head(twin)))
        os.remove(twin)

    def put(self):
        """One of the copies over the store, as cp does it: the same file with other bytes."""
        copy, hashed = chance.choice(self.copies[-6:])
        shutil.copyfile(copy, self.path)
        return hashed

    def go_on(self, copied, written, before):
        """What the refusal says, and `restore`: each ends with one of both, whole."""
        way = chance.choice(["log away", "file back", "restore"])
        if way == "log away":
            os.rename(self.path + "-wal", self.path + "-wal.dead")
            return check("without the log it is what was copied", head(self.path) == copied)
        if way == "file back":
            with open(self.path, "wb") as file:
                file.write(before)
            return check("with the file that was there it is all that was written", head(self.path) == written)
        copy, hashed = chance.choice(self.copies)
        said = desk(self.path, "restore", copy)
        check("a copy is restored", said.returncode == 0 and head(self.path) == hashed, said)
        kept = [name for name in os.listdir(self.folder) if ".kept-" in name]
        check("what was there is kept with the log", sum(name.endswith("-wal") for name in kept)
              == 1, kept)
        for name in kept:
            os.remove(os.path.join(self.folder, name))

    def settle(self, copied, written, before):
        """What is found behind it: what was copied, or all that was written, or a refusal."""
        said = desk(self.path, "--json", "audit", "head")
        if said.returncode == 3:
            check("a refusal names the log", self.path + "-wal" in said.stderr, said.stderr)
            refused = open(self.path, "rb").read(), open(self.path + "-wal", "rb").read()
            for words in ("verify",), ("note", "1", ":", "x"), ("list",):
                check("all is refused", desk(self.path, *words).returncode == 3, words)
            check("and nothing is changed", refused == (
                open(self.path, "rb").read(), open(self.path + "-wal", "rb").read()))
            self.go_on(copied, written, before)
        elif check("it is opened, or refused", said.returncode == 0, said):
            found = json.loads(said.stdout)["hash"]
            check("it is one of both, whole", found in (copied, written), (found, copied, written))
        said = desk(self.path, "verify")
        return check("and holds", said.returncode == 0, said)

    def dead(self):
        """Over a store whose program was killed."""
        wire = Wire(self.path)
        wire.notes(chance.randrange(8))
        written = wire.call("audit.head")["result"]["hash"]
        wire.end(signal.SIGKILL)
        if chance.random() < 0.2:
            # As it is without a copy.
            return check("what was killed is whole", head(self.path) == written)
        before = open(self.path, "rb").read()
        return self.settle(self.put(), written, before)

    def open(self):
        """Over a store that one or two programs have open."""
        wire, other = Wire(self.path), Wire(self.path) if chance.random() < 0.4 else None
        for _ in range(chance.randrange(3)):
            wire.notes(chance.randrange(5))
            if other:
                other.notes(chance.randrange(5))
        written = wire.call("audit.head")["result"]["hash"]
        before = open(self.path, "rb").read()
        copied = self.put()
        isSame = before == open(self.path, "rb").read()
        for one in filter(None, (wire, other)):
            if chance.random() < 0.7:
                for answer in one.call("ticket.note", ticket=1, text="x"), one.call("ticket.show", ticket=1):
                    kind = answer.get("error", {}).get("data", {}).get("kind")
                    if isSame:
                        continue
                    check("what was put over an open store is noticed", kind == "storage-failed", answer)
        if isSame:
            written = wire.call("audit.head")["result"]["hash"]
        for one in filter(None, (wire, other)):
            one.end(signal.SIGKILL if chance.random() < 0.3 else None)
        return self.settle(copied, written, before)


def beside_a_reader(folder):
    """While somebody reads an old state, only a part of the log is taken in, and nobody is refused."""
    path = os.path.join(folder, "desk.db")
    assert desk(path, "new", "for", "Cleo <cleo@x.example>", "urgent", ":", "First").returncode == 0
    wire = Wire(path)
    for _ in range(300):
        assert "result" in wire.call("ticket.note", ticket=1, text="n")
    reader = subprocess.Popen([DESK, "--db", path, "export"], stdout=subprocess.PIPE)
    # It has begun, and no pipe takes all of it.
    check("it reads", reader.stdout.readline() != b"")
    for _ in range(3):
        said = desk(path, "note", "1", ":", "x")
        check("a call that takes in what it can is carried out", said.returncode == 0, said)
        answer = wire.call("ticket.note", ticket=1, text="n")
        check("and so is one of a program that has it open", "result" in answer, answer)
    # What was read ahead of the first line is read by the same hand.
    rest = reader.stdout.read().splitlines()
    reader.wait(timeout=60)
    check("the reader reads to the end", len(rest) == 301
          and reader.returncode == 0, (len(rest), reader.returncode))
    wire.end()
    check("all of it holds", desk(path, "verify").returncode == 0 and not os.path.exists(path + "-wal"))


with tempfile.TemporaryDirectory() as folder:
    beside_a_reader(folder)
with tempfile.TemporaryDirectory() as folder:
    ground = Ground(folder)
    for _ in range(ROUNDS):
        if not chance.choice([ground.dead, ground.open])():
            break
        if chance.random() < 0.5:
            wire = Wire(ground.path)
            wire.notes(chance.randrange(20))
            wire.end()
        if chance.random() < 0.6:
            ground.keep()
print(f"copied: {ROUNDS} rounds, seed {SEED}: "
      + ", ".join(f"{count} {name}" for name, count in sorted(counts.items())) + f"; {len(failures)} failed")
sys.exit(bool(failures))
