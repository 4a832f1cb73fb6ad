#!/usr/bin/env python3
"""Compares every answer that the sessions and the deeds get with what is published of it.

usage: answers.py DESK

Fails on an answer that its method's schema, closed, does not describe; on a kind of error that a
command gives and does not declare; and on what is declared and was never seen: a method, a choice
of its result, a kind of its errors, a member of a shape, a kind of event. Fails on a clock whose
numbers do not add up. Carries every example of the list out and compares it with what is published.
"""
import json, os, pathlib, subprocess, sys, tempfile

import deeds, proofs, published

HERE = pathlib.Path(__file__).resolve().parent
SESSIONS = sorted((HERE.parent / "Sessions").glob("*.desk"))

# What is declared and cannot be had, with the reason.
NEVER = {
    ("member", "Input", "default"): "a value with a default is not asked for",
    ("error", "desk.parse", "too-long"): "a message's string is at most as long as a line",
    **dict.fromkeys(
        [("error", method, "forbidden") for method in (
            "ticket.show", "ticket.list", "ticket.history", "sla.why", "sla.why-not",
            "ticket.reopen")],
        "every role that there is has the permission"),
    **dict.fromkeys(
        [("member", f"Event {kind}", "ofTicket") for kind in (
            "followed", "notified", "responded", "resumed", "withdrawn")],
        "no dry run foretells it"),
}
# Declared for the journal's sake, and recorded by no command of this version.
UNRECORDED = set()
# What hands over to another method, and so can give whatever that one can.
HANDED_OVER = {"workspace/executeCommand": "desk.execute"}
# Entries without an example, with the reason.
NO_EXAMPLE = {
    "ticket.merge": "whoever carries the examples out is asked whether it shall be done",
    "ticket.split": "the number of a message is the journal's",
    "ticket.steal": "the one who carries the examples out has no ticket of another's, and is asked",
    "person.erase": "it is confirmed by the digest of what it would do",
    "desk.backup": "it would leave a file behind",
    "clock.accept": "the desk on which they are carried out has a clock that fits its journal",
    "desk.doctor": "it tells of the machine's folders and disk",
}


def log(program, folder, sessions, *options):
    """Every call of the sessions with its answer."""
    path = os.path.join(folder, "log.jsonl")
    done = subprocess.run([program, "replay", "--log", path, *options, *map(str, sessions)],
                          capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    with open(path) as file:
        return [json.loads(line) for line in file]


def examples(program, folder, document, faults):
    """Carries the examples out, one behind the other, on the desk that is published with them."""
    desk = document.document["x-examples-desk"]
    shown = [(name, line) for name, method in document.methods.items()
             for line in method.get("x-lines", [])]
    session = pathlib.Path(folder, "examples.desk")
    session.write_text("\n".join(
        [f"@clock {desk['clock']} zone {desk['zone']}", f"@seed {desk['seed']}", "@width 1000"]
        + ["> " + line for line in desk["lines"] + [line["line"] for _, line in shown]]) + "\n")
    records = log(program, folder, [session], "--bless")[len(desk["lines"]):]
    pages = session.read_text().split("\n> ")[1 + len(desk["lines"]):]
    for (name, line), record, page in zip(shown, records, pages, strict=True):
        where = f"example of {name}: {line['line']}"
        wanted = {example["name"]: example for example in document.methods[name]["examples"]}
        example = wanted.get(line["line"])
        if record["answer"] != "done" or example is None:
            faults.append(f"{where}: {record['answer']} {record.get('error')}")
            continue
        params = {param["name"]: param["value"] for param in example["params"]}
        if (record["method"], record["params"]) != (name, params):
            faults.append(f"{where}: it is the call {record['method']} {record['params']}")
        if record["result"] != example["result"]["value"]:
            faults.append(f"{where}: the published result is another")
        if line["shows"] not in page:
            faults.append(f"{where}: {line['shows']!r} is not shown")
    for name, method in document.methods.items():
        if "x-cli" in method and bool(method["x-lines"]) == (name in NO_EXAMPLE):
            faults.append(f"{name} has {len(method['x-lines'])} examples")
    return records


def main():
    program = os.path.abspath(sys.argv[1])
    os.environ.pop("CI", None)
    os.environ.pop("DESK_DB", None)
    schema = subprocess.run([program, "schema", "openrpc"], check=True, capture_output=True).stdout
    document = published.load(schema)
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        records = log(program, folder, SESSIONS)
        records += log(program, folder, SESSIONS, "--via", "rpc")
        records += examples(program, folder, document, faults)
        deeds.run(program, folder, document, records)
    faults += deeds.FAULTS
    for record in records:
        for fault in [*document.judge(record), *proofs.judge(record.get("result"))]:
            faults.append(f"{record['file']}:{record['line']} {record.get('method')}: {fault}")
    called = {record["method"] for record in records if "method" in record} | {"desk.execute"}
    faults += [f"{name} was never called" for name in document.methods if name not in called]
    given = document.given | {("error", "desk.execute", kind) for kind in document.shared}
    given |= {(what, method, kind) for method, other in HANDED_OVER.items()
              for what, name, kind in given if name == other and what == "error"}
    declared = {part for part in document.declared() if part[1] not in UNRECORDED}
    faults += [f"declared, and never seen: {' '.join(part)}"
               for part in sorted(declared - given - set(NEVER))]
    faults += [f"declared, and never given: {kind}"
               for kind in sorted(published.SHARED - document.shared)]
    faults += [f"said to be impossible, and seen or not declared: {' '.join(part)}"
               for part in NEVER if part in given or part not in declared]
    for fault in dict.fromkeys(faults):
        print(fault)
    print(f"answers: {len(records)} of {len(called)} methods, {len(declared)} declared parts, "
          f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
