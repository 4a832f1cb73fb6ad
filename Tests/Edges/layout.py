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
    """The most memory that an export of a journal and of one many times as long takes."""
    room, lines = [], []
    for tickets in (200, 8_000):
        store, log = stage.store(), stage.folder / "log.csv"
        log.write_text("number,incident_state,caller_id,opened_at,sys_updated_at,category,subcategory,"
                       "u_symptom,priority,assigned_to\n" + "".join(
                           f"INC{number},New,Caller 1,1/3/2016 10:00,1/3/2016 10:00,Category 1,Sub 1,"
                           f"Symptom 1,3 - Moderate,?\n" for number in range(tickets)))
        done = stage.run("import", "servicenow", str(log), store=store, timeout=300)
        assert done.returncode == 0, done
        with open(stage.folder / "journal", "wb") as file:
            process = subprocess.Popen(stage.command("export", "--journal", store=store), stdout=file,
                                       stderr=subprocess.PIPE, env=stage.environment)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = status
            process.stderr.close()
        check("an export", status == 0, status)
        journal = (stage.folder / "journal").read_bytes().splitlines(keepends=True)
        check("whole lines", all(line.endswith(b"\n") and json.loads(line)["change"] == number
              for number, line in enumerate(journal, 1)))
        room.append(usage.ru_maxrss)
        lines.append(len(journal))
    # What SQLite keeps of a file is bounded: 16 MiB, and what it maps beside.
    check(f"{lines[1]} changes in {room[1]} KiB, {lines[0]} in {room[0]} KiB",
          lines[1] > 10 * lines[0] and room[1] < room[0] + 24 * 1024)


def main():
    check = edges.Checks("layout")
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(sys.argv[1], folder)
        laid_out(stage, check)
        exported(stage, check)
    check.end()


main()
