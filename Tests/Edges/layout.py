#!/usr/bin/env python3
"""Layout takes time in proportion to the text, whatever the text is made of; export takes no room.

usage: layout.py DESK

Texts of one character again and again, of long and of short words, of marks and of wide letters, each
of two lengths, shown by every word that shows one. Then a journal of two lengths is exported.
"""
import json, os, subprocess, sys, tempfile

import stage as edges

SHORT, TIMES = 30_000, 6
# Seconds of the processor: twice what is in proportion, and a quarter of one, which is a page's own
# cost many times over.
SLACK, FLOOR = 2, 0.25
TEXTS = {
    "a long word": "x", "short words": "a ", "words as wide as half a screen": "x" * 40 + " ",
    "blanks": "a" + " " * 199, "lines": "a\n", "empty lines": "\n", "a wide word": "漢", "marks": "\u0301",
    "a letter with marks": "e" + "\u0301" * 999, "blanks with marks": " \u0301", "no width": "\u200b",
    "one cluster": "\u1100", "joined": "👩\u200d", "flags": "🇬", "tabs": "a\t", "quotes": '"', "colons": "a:",
    "what is replaced": "\u202e", "hyphens": "-",
}


class Door:
    """A `desk rpc` whose calls are timed."""

    def __init__(self, stage, store):
        self.process = subprocess.Popen(stage.command("rpc", store=store), stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, env=stage.environment)

    def call(self, method, **params):
        begun = self.spent()
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method,
                                             "params": params}).encode() + b"\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        return self.spent() - begun, answer

    def spent(self):
        """The seconds of the processor that it took so far, whatever else the machine does."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(edges.WAIT)


def laid_out(stage, check):
    for name, unit in TEXTS.items():
        spent = {}
        for size in (SHORT, SHORT * TIMES):
            text = "a" + (unit * (size // len(unit.encode()) + 1)).encode()[:size].decode(errors="ignore")
            door = Door(stage, stage.store())
            for does, method, params in (
                    ("keeping", "ticket.note", {"ticket": 2, "text": text}),
                    ("history", "desk.execute", {"line": "history 2", "width": 80}),
                    ("history, narrow", "desk.execute", {"line": "history 2", "width": 20}),
                    ("show", "desk.execute", {"line": "show 2"}),
                    ("a line", "desk.execute", {"line": "note 2 : " + text}),
                    ("words", "desk.execute", {"line": "list " + text}),
                    ("a quotation", "desk.execute", {"line": f'tag 2 "{text}"'}),
                    ("a verb", "desk.execute", {"line": text}),
                    ("a name", "desk.execute", {"line": f"assign 2 to {text}"}),
                    ("help", "desk.help", {"topic": text}),
                    ("completion", "desk.complete", {"line": "list " + text, "cursor": 5 + len(text)}),
                    ("a filter", "ticket.list", {"filter": text})):
                seconds, _ = door.call(method, **params)
                spent.setdefault(does, []).append(seconds)
            check(f"{name}: an end", door.end() == 0)
        for does, (short, long) in spent.items():
            check(f"{name}, {does}: {short:.2f} s, and {TIMES} times as long {long:.2f} s",
                  long < max(short, 0.03) * TIMES * SLACK + FLOOR)


def exported(stage, check):
    """The most memory that an export of a journal and of one many times as long takes, in each way
    of a person and of a shell."""
    room, lines = {}, {}
    for tickets in (200, 8_000):
        store, log = stage.store(), stage.folder / "log.csv"
        log.write_text("number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,"
                       "u_symptom,priority,assigned_to\n" + "".join(
                           f"INC{number},New,Caller 1,1/3/2016 10:00,1/3/2016 10:00,Category 1,Sub 1,"
                           f"Symptom 1,3 - Moderate,?\n" for number in range(tickets)))
        done = stage.run("import", "servicenow", str(log), store=store, timeout=300)
        assert done.returncode == 0, done
        for way in "plain", "json", "console":
            status, taken, text = export(stage, store, way)
            check(f"an export, {way}", status == 0, status)
            # At a terminal the answer begins behind the prompt.
            begins = (line.find(b'{"change') for line in text.splitlines())
            journal = [json.loads(line[at:]) for line, at in zip(text.splitlines(), begins) if at >= 0]
            if way == "json":
                check("one line", text.count(b"\n") == 1 and text.endswith(b"\n"))
                journal = journal[0]["changes"]
            check(f"every change, {way}", [each["change"] for each in journal]
                  == list(range(1, len(journal) + 1)))
            room.setdefault(way, []).append(taken)
            lines.setdefault(way, []).append(len(journal))
    check("the same in each way", lines["plain"] == lines["json"] == lines["console"], lines)
    for way in room:
        # What SQLite keeps of a file is bounded: 16 MiB, and what it maps beside.
        (few, many), (less, more) = lines[way], room[way]
        check(f"{way}: {many} changes in {more} KiB, {few} in {less} KiB",
              many > 10 * few and more < less + 24 * 1024)


# In a process of its own: what is told of a child's memory is at least what whoever begot it had.
MEASURED = """
import os, pty, subprocess, sys
typed, words = sys.argv[1], sys.argv[2:]
ours, theirs = pty.openpty() if typed else (None, subprocess.DEVNULL)
process = subprocess.Popen(words, stdin=theirs, stderr=subprocess.DEVNULL)
if typed:
    os.close(theirs)
    os.write(ours, typed.encode())
_, status, usage = os.wait4(process.pid, 0)
print(status, usage.ru_maxrss, file=sys.stderr)
"""


def export(stage, store, way):
    """What a way of exporting ended with, the KiB it took, and what it wrote."""
    words = {"plain": ["export", "--journal"], "json": ["--json", "export"], "console": []}[way]
    typed = "export\nquit\n" if way == "console" else ""
    done = subprocess.run([sys.executable, "-c", MEASURED, typed, *stage.command(*words, store=store)],
                          capture_output=True, env=stage.environment, timeout=300)
    status, room = map(int, done.stderr.split())
    return status, room, done.stdout


def main():
    check = edges.Checks("layout")
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(sys.argv[1], folder)
        laid_out(stage, check)
        exported(stage, check)
    check.end()


main()
