#!/usr/bin/env python3
"""Random lives of tickets through the commands, whose clocks are what a model says that was written from the
rules alone; and after each, what is stored is what a recompute from nothing makes.

usage: timelines.py DESK [SESSIONS] [SEED]
"""
import datetime, json, os, random, subprocess, sys, tempfile

import model

DESK = os.path.abspath(sys.argv[1])
SESSIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 24
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
TICKETS, DEEDS = 40, 12
PRIORITIES = ("urgent", "high", "medium", "low")
TAGS = ("gold", "slow")
MONDAY = 1_772_442_000_000
WORDS = {"response": "respond", "next-response": "next", "resolution": "resolve", "update": "update"}


def iso(at):
    return datetime.datetime.fromtimestamp(at / 1000, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")


def ms(text):
    return round(datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp() * 1000)


def policy(chance):
    """Rows as rules have them, and the text that makes them."""
    def row(rank, priorities, tag):
        calendar = chance.choice(("always", "always", "office"))
        respond = chance.choice((30, 60, 240))
        targets = {"response": respond, "next-response": chance.choice((respond, 45, None)),
                   "resolution": respond + chance.choice((60, 400, 1_500)),
                   "update": chance.choice((None, None, 50, 300))}
        if chance.random() < 0.15:
            targets[chance.choice(("response", "resolution"))] = None
            if targets["response"] is None:
                targets["next-response"] = chance.choice((None, 45))
        if chance.random() < 0.07:
            targets = dict.fromkeys(targets)
        said = " ".join(f"{WORDS[name]} {'never' if minutes is None else f'{minutes}m'}"
                        for name, minutes in targets.items())
        line = f"{rank} {','.join(priorities)}{f' tagged {tag}' if tag else ''} {said} on {calendar}"
        return {"rank": rank, "priorities": priorities, "tag": tag, "calendar": calendar, "targets": {
            name: minutes * 60_000 for name, minutes in targets.items() if minutes is not None}}, line
    rows = []
    if chance.random() < 0.7:
        rows.append(row(5, chance.sample(PRIORITIES, chance.randrange(1, 5)), "gold"))
    if chance.random() < 0.4:
        rows.append(row(7, list(PRIORITIES), "slow"))
    rows += [row(10 * (place + 1), [priority], None) for place, priority in enumerate(PRIORITIES)]
    made = {"rows": [one for one, _ in rows], "pauses": chance.random() < 0.8,
            "restarts": chance.random() < 0.25}
    lines = ["policy random", "zone UTC", f"pause {'waiting' if made['pauses'] else 'never'}",
             f"on-priority-change {'restart' if made['restarts'] else 'keep'}"]
    return made, "; ".join(lines + [line for _, line in rows])


def deed(chance):
    """A line about the ticket N, and what it tells the model."""
    kind = chance.randrange(13)
    if kind < 3:
        return "reply N : Hello.", [("reply", {})]
    if kind < 5:
        return "received N : Hello?", [("receive", {})]
    if kind == 5:
        return "wait N : Which?", [("reply", {}), ("wait", {})]
    if kind == 6:
        return "wait N --force because they are away", [("wait", {})]
    if kind == 7:
        return "resolve N : Done.", [("reply", {}), ("resolve", {})]
    if kind == 8:
        return "resolve N --silent", [("resolve", {})]
    if kind == 9:
        return "reopen N", [("reopen", {})]
    if kind == 10:
        priority = chance.choice(PRIORITIES)
        return f"set N priority {priority} because so", [("change", {"priority": priority})]
    if kind == 11:
        tag = chance.choice(TAGS)
        word = chance.choice(("tag", "untag"))
        return f"{word} N {tag}", [("change", {word: tag})]
    return "no-reply-needed N because they thank", [("excuse", {})]


def session(chance):
    """Lines, and by their numbers what those tell the model that are carried out."""
    made, text = policy(chance)
    lines = [f"@clock {iso(MONDAY)} zone UTC", f"@seed {chance.randrange(1 << 30)}", "> add agent Ann Alder",
             "> calendar new office : zone UTC; hours Mon-Fri 09:00-17:00",
             f"> policy apply because of chance : {text}"]
    told, now = {}, MONDAY
    for number in range(1, TICKETS + 1):
        priority = chance.choice(PRIORITIES)
        whom = "Cleo Crane" + (" <cleo@acme.example>" if number == 1 else "")
        lines.append(f"> new for {whom} {priority} : Ticket")
        told[len(lines)] = (number, now, [("open", {"priority": priority})])
    for _ in range(TICKETS * DEEDS):
        now += chance.choice((0, 0, 0, 60_000, 300_000, 1_000_000, 7_200_000 if chance.random() < 0.2 else 0))
        if f"@clock {iso(now)}" != lines[-1]:
            lines.append(f"@clock {iso(now)}")
        number = chance.randrange(1, TICKETS + 1)
        line, means = deed(chance)
        lines.append("> " + line.replace("N", str(number), 1))
        told[len(lines)] = (number, now, means)
        if chance.random() < 0.1:
            lines.append(f"> why {number}")
            told[len(lines)] = (number, now, "why")
    now += chance.randrange(0, 200) * 60_000
    lines.append(f"@clock {iso(now)}")
    for number in range(1, TICKETS + 1):
        lines.append(f"> why {number}")
        told[len(lines)] = (number, now, "why")
    lines.append("> verify")
    return made, lines, told


def differences(made, told, records):
    tickets, compared = {}, 0
    for record in records:
        if record["line"] not in told:
            continue
        number, at, means = told[record["line"]]
        if record["answer"] != "done":
            if means == "why":
                yield f"line {record['line']}: {record}"
            continue
        if means == "why":
            wanted = tickets[number].says(at)
            found = [{name: clock[name] for name in ("clock", "state", "verdict", "elapsedMs", "budgetMs")}
                     | ({"due": ms(clock["due"])} if "due" in clock else {})
                     for clock in record["result"]["clocks"]]
            for one in wanted:
                # What is over is due in the past, which the model does not look for.
                if one.get("due", 0) is None:
                    del one["due"]
            for one, other in zip(found, wanted):
                if "due" not in other:
                    one.pop("due", None)
            if found != wanted:
                yield f"line {record['line']}, #{number}: {found}\n  not {wanted}"
                return
            compared += len(found)
            for clock in record["result"]["clocks"]:
                runs = sum(part["lengthMs"] for part in clock["segments"] if part["kind"] == "running")
                if runs != clock["elapsedMs"]:
                    yield f"line {record['line']}: the segments of {clock['clock']} are {runs}"
            continue
        for name, values in means:
            if name == "open":
                tickets[number] = model.Ticket(made, values["priority"], at)
            else:
                getattr(tickets[number], name)(at, **values)
    yield compared


def main():
    faults, compared = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(SESSIONS):
            chance = random.Random(f"{SEED} {number}")
            made, lines, told = session(chance)
            path, log = os.path.join(folder, "random.desk"), os.path.join(folder, "log.jsonl")
            with open(path, "w") as file:
                file.write("\n".join(lines) + "\n")
            environment = {name: value for name, value in os.environ.items() if name != "CI"}
            subprocess.run([DESK, "replay", "--bless", "--log", log, path], capture_output=True, text=True,
                           env=environment)
            with open(log) as file:
                records = [json.loads(line) for line in file]
            proof = [record for record in records if record["method"] == "desk.verify"]
            if len(proof) != 1 or not proof[0].get("result", {}).get("holds"):
                print(f"FAILED session {number}: {proof}")
                faults += 1
            for found in differences(made, told, records):
                if isinstance(found, int):
                    compared += found
                else:
                    print(f"FAILED session {number}: {found}")
                    faults += 1
            if faults > 3:
                break
    print(f"timelines: seed {SEED}, {SESSIONS * TICKETS} lives, {compared} clocks compared, {faults} failed")
    return 1 if faults else 0


sys.exit(main())
