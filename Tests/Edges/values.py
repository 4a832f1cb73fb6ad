#!/usr/bin/env python3
"""Every slot of every command, and every value that no slot wants.

usage: values.py DESK [SHARE] [--seed N]

By JSON-RPC with the value as a string and as other JSON, as a line typed, and as a shell's arguments
in each way to write a slot. Nothing ends the program but itself, nothing hangs, no refused call
changes anything. The empty value is always tried; of the others one in SHARE, 50 unless told, and
other ones with each seed. SHARE 1 tries all.
"""
import argparse, collections, itertools, json, os, random, sys, tempfile, time

import door, grammar as language, stage as edges

ENDING = {"exit", "shutdown"}
# As bytes: what is no UTF-8.
ILLEGIBLE = [b"\xff", b"a\xffb", b"\xc3", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\x80"]


def requests(grammar):
    """Each parameter of each method with each value, beside values that are right."""
    for name, method in grammar.methods.items():
        if name in ENDING:
            continue
        needed = {param["name"]: language.RIGHT.get(param["name"], "x") for param in method["params"]
                  if param["required"]}
        for param in method["params"]:
            for value in [*language.HOSTILE, language.LONG, *language.ODD]:
                yield value, json.dumps({"jsonrpc": "2.0", "id": 7, "method": name,
                                         "params": needed | {param["name"]: value}}).encode()
            # A lone surrogate is no text, but JSON can say it.
            text = json.dumps({"jsonrpc": "2.0", "id": 7, "method": name,
                               "params": needed | {param["name"]: "SURROGATE"}})
            yield "SURROGATE", text.replace("SURROGATE", "\\ud800").encode()


def slots(entry):
    return [*entry.slots, "if-revision", "no-such-slot"]


def lines(grammar):
    """Each slot of each command with each value, bare and quoted."""
    for entry in grammar.entries:
        for slot in slots(entry):
            for value in [*language.HOSTILE, language.LONG]:
                for shown in (value, '"' + value + '"'):
                    words = entry.words(random.Random(0), {slot: shown}, optional=0)
                    yield value, json.dumps({"jsonrpc": "2.0", "id": 7, "method": "desk.execute",
                                             "params": {"line": " ".join(words)}}).encode()


def calls(grammar):
    """Each slot of each command and of the program in each way that a shell can write it."""
    for entry in grammar.entries + grammar.program_words:
        start = [] if entry.name == "program.desk" else language.verb(entry.usage).split()
        for slot in slots(entry):
            for value in [*language.HOSTILE, *ILLEGIBLE]:
                value = value if isinstance(value, bytes) else value.encode()
                if b"\0" in value:
                    continue
                filled = [word.encode() for word in
                          entry.words(random.Random(0), {slot: "HERE"}, optional=0)]
                first = [word.encode() for word in start]
                for words in ([value if word == b"HERE" else word for word in filled[not start:]],
                              first + [b"--%s=%s" % (slot.encode(), value)],
                              first + [b"--" + slot.encode(), value]):
                    yield value.decode(errors="replace"), words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("share", nargs="?", type=int, default=50)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    chance = random.Random(options.seed)
    grammar = language.Grammar(options.program)
    counts, faults, tried = collections.Counter(), [], collections.Counter()
    ways = [("request", requests), ("execute", lines), ("arguments", calls)]
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(options.program, folder)
        for way, cases in ways:
            segment = door.Segment(stage, counts, way)
            for value, data in cases(grammar):
                if value != "" and chance.randrange(options.share):
                    continue
                tried[way] += 1
                try:
                    segment.play(way, data)
                except door.Fault as fault:
                    faults.append(f"{way} {data!r:.300}: {fault}")
                    segment.stop()
                    segment = door.Segment(stage, counts, f"{way}-{len(faults)}")
            try:
                segment.end()
            except door.Fault as fault:
                faults.append(f"{way}, the end: {fault}")
            segment.stop()
    for fault in faults[:40]:
        print("FAILED", fault[:1200])
    told = ", ".join(f"{count} {what}" for what, count in counts.most_common())
    print(f"values by the seed {options.seed}: {dict(tried)}, {len(faults)} failed: {told}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
