#!/usr/bin/env python3
"""Lines and requests made by the list and then spoilt: no trap, no hang, no change by a refused call.

usage: fuzz.py DESK [CASES] [--seed N] [--only CASE]

Each case is made of the published grammar and mutated. Most go to one long-lived `desk rpc`, as
requests or as `desk.execute` lines; a few are processes of their own, as arguments, as a line on a
pipe, or as bytes for the protocol. The store is made anew every so many cases, so that a case that
fails is tried again, by its seed and number, in the store it failed in. DESK_TRIALS multiplies CASES.
"""
import argparse, collections, json, os, random, sys, tempfile, time

import door, grammar as language, stage as edges

SEGMENT = 1_000
# These end the connection.
ENDING = {"exit", "shutdown"}


# MARK: Cases

def spoilt_words(words, grammar, chance):
    """A few mutations of a line's words."""
    words = list(words)
    for _ in range(chance.choice([0, 1, 1, 1, 2, 3])):
        at = chance.randrange(len(words)) if words else 0
        kind = chance.randrange(14)
        if kind == 0 and words:
            del words[at]
        elif kind == 1 and words:
            words.insert(at, words[at])
        elif kind == 2 and len(words) > 1:
            other = chance.randrange(len(words))
            words[at], words[other] = words[other], words[at]
        elif kind in (3, 4) and words:
            words[at] = chance.choice(language.HOSTILE)
        elif kind == 5:
            words.insert(at, chance.choice(grammar.vocabulary))
        elif kind == 6 and words:
            words[at] = '"' + words[at] + chance.choice(['"', "", '""', "\\"])
        elif kind == 7 and words:
            words[at] = chance.choice([words[at].upper(), words[at][:len(words[at]) // 2],
                                       words[at] + words[at], words[at][::-1]])
        elif kind == 8:
            words.insert(at, "--" + chance.choice(grammar.vocabulary)
                         + chance.choice(["", "=", "=x", "=" + chance.choice(language.HOSTILE)]))
        elif kind == 9:
            words = chance.choice([["can"], ["can", ":"], ["help"], ["/"], ["?"], ["note", "1", ":"]]) * (
                chance.choice([1, 2, 50])) + words
        elif kind == 10:
            words = words * chance.choice([2, 3, 200])
        elif kind == 11:
            entry = chance.choice(grammar.entries)
            words += entry.words(chance)[chance.randrange(2):]
        elif kind == 12 and words:
            words[at] = words[at] + chance.choice([":", ",", ";", "\t", "\u00a0", "\u3000", "\0", "#"])
        else:
            words.insert(at, chance.choice([":", "--", "#", "because", "it", "\n", "at"]))
    return words


def line(grammar, chance):
    entry = chance.choice(grammar.entries)
    if entry.slots and chance.random() < 0.3:
        # One value that is wrong, and everything else right.
        value = chance.choice(language.HOSTILE)
        value = chance.choice([value, '"' + value + '"'])
        return " ".join(entry.words(chance, {chance.choice(list(entry.slots)): value}))
    words = entry.words(chance)
    return chance.choice([" "] * 12 + ["  ", "\t", ""]).join(spoilt_words(words, grammar, chance))


def value(schema, chance):
    """A value of a schema, a hostile one now and then."""
    if chance.random() < 0.25:
        return chance.choice(chance.choice([language.HOSTILE, language.ODD]))
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if "oneOf" in schema or "anyOf" in schema:
        return value(chance.choice(schema.get("oneOf") or schema["anyOf"]), chance)
    kind = schema.get("type", "string")
    kind = chance.choice(kind) if isinstance(kind, list) else kind
    if kind == "integer":
        return chance.choice([1, 1, 2, 3, schema.get("minimum", 1), schema.get("maximum", 5)])
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "array":
        return [value(schema.get("items", {}), chance) for _ in range(chance.randrange(3))]
    if kind == "object":
        return {name: value(inner, chance) for name, inner in schema.get("properties", {}).items()}
    return chance.choice(chance.choice(list(language.SAMPLES.values())))


def request(grammar, chance):
    """A message that is a call, spoilt as data."""
    name = chance.choice([name for name in grammar.methods if name not in ENDING])
    params = {param["name"]: value(param["schema"], chance) for param in grammar.methods[name]["params"]
              if chance.random() < (0.9 if param["required"] else 0.3)}
    if params and chance.random() < 0.4:
        # One value that is wrong, and everything else right.
        wrong = chance.choice(list(params))
        params = {name: language.RIGHT.get(name, given) for name, given in params.items()} | {
            wrong: chance.choice(chance.choice([language.HOSTILE, language.HOSTILE, language.ODD]))}
        return {"jsonrpc": "2.0", "id": 7, "method": name, "params": params}
    if chance.random() < 0.1:
        params[chance.choice(["colour", "x-mine", "", "Ticket", "\0", "_meta"])] = chance.choice(language.ODD)
    if chance.random() < 0.2:
        params["_meta"] = chance.choice([{"dialogue": False}, {"dialogue": True}, {"dialogue": "x"}, {}, 1])
    message = {"jsonrpc": "2.0", "id": chance.choice([7] * 9 + [None, "x", 1.5, -1, {}, []]),
               "method": name, "params": params}
    kind = chance.randrange(24)
    if kind == 0:
        message["method"] = chance.choice([name.upper(), name[:-1], name + "\0", "", 1, None, "rpc.", "$/x"])
    elif kind == 1:
        message["params"] = chance.choice([list(params.values()), None, 1, "x", [], [params]])
    elif kind == 2:
        del message[chance.choice(list(message))]
    elif kind == 3:
        message["jsonrpc"] = chance.choice(["1.0", 2.0, None])
    elif kind == 4:
        message[chance.choice(["extra", "result", "error"])] = chance.choice(language.ODD)
    elif kind == 5:
        message = [message] * chance.choice([0, 1, 2, 40])
    elif kind == 6:
        for _ in range(chance.choice([3, 60, 600])):
            message = chance.choice([[message], {"params": message}])
    return message


def spoilt_bytes(data, chance):
    """Bytes cut, changed, doubled or put in, now and then."""
    if chance.random() > 0.15:
        return data
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8])):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(6)
        if kind == 0:
            del data[at:at + chance.choice([1, 2, 20])]
        elif kind == 1:
            data[at:at] = chance.choice([b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\0", b"\xf4\x90\x80\x80",
                                         b'"', b"\\", b"{", b"]", b"\\ud800", b"1e999", b"//", b"\xc2"])
        elif kind == 2 and data:
            data[at % len(data)] = chance.randrange(256)
        elif kind == 3:
            data[at:at] = data[:chance.choice([5, 60])]
        elif kind == 4:
            del data[at:]
        else:
            data[at:at] = bytes(data) if len(data) < 5000 else b" "
    return bytes(data)


class Case:
    """How it is said, and what is said."""

    def __init__(self, grammar, seed, number):
        chance = random.Random(f"{seed}/{number}")
        self.number, self.chance = number, chance
        self.way = chance.choices(["request", "execute", "arguments", "pipe", "bytes"],
                                  [46, 46, 4, 2, 2])[0]
        if self.way == "request":
            message = request(grammar, chance)
        elif self.way == "execute":
            params = {"line": line(grammar, chance)}
            if chance.random() < 0.5:
                params["session"] = chance.choice(["a", "b"])
            for term in ("dryRun", "ifRevision", "idempotencyKey", "width"):
                if chance.random() < 0.05:
                    params[term] = chance.choice([True, 1, "k", -1, 10**9, None])
            method = chance.choices(["desk.execute", "desk.parse", "desk.complete"], [8, 1, 1])[0]
            message = {"jsonrpc": "2.0", "id": 7, "method": method, "params": params}
        if self.way in ("request", "execute"):
            text = json.dumps(message, ensure_ascii=chance.random() < 0.5)
            if chance.random() < 0.03:
                text = text.replace('"params": {', '"params": {"ticket": 1, "line": "x", ', 1)
            self.data = spoilt_bytes(text.encode("utf-8", "surrogatepass"), chance).replace(b"\n", b" ")
        elif self.way == "arguments":
            entry = chance.choice(grammar.entries + grammar.program_words * 2)
            words = entry.words(chance)
            if words[0] == "desk" and entry in grammar.program_words:
                words = words[1:]
            words = [word.encode() for word in spoilt_words(words, grammar, chance)]
            if chance.random() < 0.2:
                words.insert(chance.randrange(len(words) + 1),
                             chance.choice([b"\xff", b"a\xffb", b"--db=\xff", b"\xc3", b"--json", b"--as"]))
            # No more than a system lets pass.
            self.data = [word.replace(b"\0", b"")[:100_000] for word in words][:1_000]
        elif self.way == "pipe":
            self.data = spoilt_bytes(line(grammar, chance).encode().replace(b"\n", b" "), chance).replace(
                b"\n", b" ") + b"\n"
        else:
            body = json.dumps(request(grammar, chance)).encode()
            if chance.random() < 0.5:
                length = chance.choice([len(body), len(body) - 1, len(body) + 1, -1, 10**30, "x"])
                body = b"Content-Length: %s\r\n\r\n%s" % (str(length).encode(), body)
            self.data = spoilt_bytes(body, chance)

    def __str__(self):
        return f"case {self.number}, {self.way}: {self.data!r:.1500}"


# MARK: Playing

def play(stage, grammar, seed, first, last, counts, slowest):
    """Plays the cases of one segment."""
    segment, case = door.Segment(stage, counts, first), None
    try:
        for number in range(first, last):
            case = Case(grammar, seed, number)
            begun = time.monotonic()
            segment.play(case.way, case.data)
            slowest.append((time.monotonic() - begun, str(case)))
            slowest[:] = sorted(slowest, reverse=True)[:3]
        case = None
        segment.end()
    except door.Fault as fault:
        print(f"FAILED by the seed {seed}: {case or 'the end'}\n  {fault}\n"
              f"  again: fuzz.py DESK --seed {seed} --only {number}")
        return False
    finally:
        segment.stop()
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("cases", nargs="?", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    cases = options.cases * int(os.environ.get("DESK_TRIALS", "1"))
    grammar = language.Grammar(options.program)
    failed, counts, slowest, begun = 0, collections.Counter(), [], time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        stage = edges.Stage(options.program, folder)
        spans = [(first, min(first + SEGMENT, cases)) for first in range(0, cases, SEGMENT)]
        if options.only is not None:
            spans = [(options.only // SEGMENT * SEGMENT, options.only + 1)]
        for first, last in spans:
            failed += not play(stage, grammar, options.seed, first, last, counts, slowest)
    for seconds, case in slowest:
        if seconds > 1:
            print(f"slow: {seconds:.1f} s, {case:.200}")
    told = ", ".join(f"{count} {what}" for what, count in counts.most_common())
    print(f"fuzz: {cases} cases by the seed {options.seed}, {failed} segments failed,"
          f" {time.monotonic() - begun:.0f} s: {told}")
    sys.exit(1 if failed else 0)


main()
