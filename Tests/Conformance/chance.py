#!/usr/bin/env python3
"""Calls by chance: each is answered by what is published for its method, and never by a fault of ours.

usage: chance.py DESK [SEED [CALLS]]

Parameters are made of the published schemas, and spoilt now and then: a value of another type, a
number at an edge, a text of odd characters, a name that there is not.
"""
import random, sys, tempfile, time

import client

# Ends the connection, or writes files where it stands.
LEFT_OUT = {"exit", "shutdown", "initialize", "desk.backup"}
TEXTS = ["", " ", "x", "Cleo Roy", "Ana", "me", "1", "#1", "it", "agent:me", "due<1h", "a b c", "😀é",
         "\u2028", "\u0000", "\x1b[31m", "--", ":", "\"", "a" * 2000, "Nora <nora@example.org>",
         "show 1", "list", "new : x", "why 1", "tag 1 x", "undo", "?", "cancel", "/help", "#", "{}"]
NUMBERS = [0, 1, 2, 3, 999, -1, 20, 1000, 2**31, 2**53 + 1, 2**63 - 1, -2**63]
ANYTHING = [None, True, False, 1.5, [], {}, ["x"], {"a": 1}, *TEXTS[:6], *NUMBERS[:4]]


def value(schema, chance):
    if chance.random() < 0.1:
        return chance.choice(ANYTHING)
    if "enum" in schema:
        return chance.choice(schema["enum"])
    if "oneOf" in schema or "anyOf" in schema:
        return value(chance.choice(schema.get("oneOf") or schema["anyOf"]), chance)
    kind = schema.get("type", "string")
    kind = chance.choice(kind) if isinstance(kind, list) else kind
    if kind == "integer":
        low, high = schema.get("minimum", 1), schema.get("maximum", 5)
        return chance.choice([*NUMBERS, low, high, 1, 2, 1, 2])
    if kind == "boolean":
        return chance.random() < 0.5
    if kind == "array":
        return [value(schema.get("items", {}), chance) for _ in range(chance.randrange(3))]
    if kind == "object":
        return {"line": chance.choice(TEXTS)} if chance.random() < 0.5 else {}
    return chance.choice(TEXTS)


def params(method, chance):
    given = {}
    for param in method["params"]:
        if chance.random() < (0.9 if param["required"] else 0.3):
            given[param["name"]] = value(param["schema"], chance)
    if chance.random() < 0.05:
        given[chance.choice(["colour", "x-mine", "Ticket"])] = chance.choice(ANYTHING)
    if chance.random() < 0.2:
        given["_meta"] = {"dialogue": chance.random() < 0.5}
    return given


def main():
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else int(time.time())
    calls = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
    chance = random.Random(seed)
    counts = dict(results=0, errors=0)
    with tempfile.TemporaryDirectory() as folder:
        desk = client.Desk(sys.argv[1], folder)
        methods = [method for method in desk.document["methods"] if method["name"] not in LEFT_OUT]
        with desk.start() as pipe:
            for _ in range(calls):
                method = chance.choice(methods)
                given = params(method, chance)
                try:
                    answer = pipe.answer(method["name"], given)
                    counts["errors" if "error" in answer else "results"] += 1
                    assert answer.get("error", {}).get("code") != -32603, answer
                except Exception as fault:
                    print(f"FAILED by the seed {seed}: {method['name']} {given!r}: {str(fault)[:1500]}")
                    sys.exit(1)
            told = pipe.end()
            assert not told, told
    print(f"calls by chance: {calls} by the seed {seed}, {counts['results']} results, "
          f"{counts['errors']} errors")


main()
