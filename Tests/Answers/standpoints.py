#!/usr/bin/env python3
"""What was known then is what was shown then.

usage: standpoints.py DESK [HISTORIES] [SEED]

Random histories: messages, late ones among them, changes of priority, waiting, resolving, reopening,
notices that are due and some that late words make untrue. After each step `show`, `why` and
`history` are asked; at the end they are asked again as of what was known at each of those times, and
must answer the same but for saying so. And what had occurred by a time is what a history says that
was recorded in the order of occurrence.
"""
import json, os, random, subprocess, sys, tempfile

DESK = os.path.abspath(sys.argv[1])
HISTORIES = int(sys.argv[2]) if len(sys.argv) > 2 else 6
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(10_000)
START = 9 * 60
LOOKS = ("show 1", "why 1", "history 1")
failures = 0


def stamp(minute, second=0):
    # With its fraction: a second without one is meant whole.
    day, minute = divmod(minute, 24 * 60)
    return f"2026-03-{2 + day:02}T{minute // 60:02}:{minute % 60:02}:{second:02}.000"


def deed(chance, now):
    late = stamp(chance.randint(max(START, now - 200), now))
    return chance.choice([
        f"reply 1 : Words at {now}.", f"received 1 : Words at {now}.", "wait 1 : Which?",
        f"reply 1 at {late} : Late words.", f"received 1 at {late} : Late words.",
        "set 1 low because so", "set 1 urgent because so", "set 1 high because so",
        "resolve 1 : Done.", "reopen 1", "take 1", "release 1", "tag 1 x", "untag 1 x",
        "rename 1 : Another", "note 1 : Aside."])


def played(lines):
    """The answers to the looks, in order with their results."""
    with tempfile.TemporaryDirectory() as folder:
        session, log = os.path.join(folder, "x.desk"), os.path.join(folder, "log")
        with open(session, "w") as file:
            file.write("\n".join(lines) + "\n")
        subprocess.run([DESK, "replay", "--bless", "--log", log, session], capture_output=True, timeout=120,
                       env={name: value for name, value in os.environ.items() if name != "CI"})
        with open(log) as file:
            records = [json.loads(line) for line in file]
    looks = {"ticket.show", "sla.why", "ticket.history"}
    return [record for record in records if record["method"] in looks]


def history(chance):
    """The lines of a history, with a look after each step, and the times of the looks."""
    lines, times, now = [f"@clock {stamp(START)} zone UTC", "> add agent Ann Alder", "@as ann",
                         "> new for Cleo <cleo@x.example> urgent : Gateway"], [], START
    for _ in range(chance.randint(4, 14)):
        now += chance.choice([1, 3, 10, 25, 40, 90, 300])
        lines += [f"@at {stamp(now)}", f"> {deed(chance, now)}"]
        # A second later, for what a change makes due is told in the instant of the change.
        lines += [f"@at {stamp(now, 1)}"] + [f"> {look}" for look in LOOKS]
        times.append(now)
    return lines, times


def known(chance):
    lines, times = history(chance)
    lines.append(f"@at {stamp(times[-1] + 500)}")
    lines += [f"> {look} --known-at {stamp(time, 1)}" for time in times for look in LOOKS]
    answers = played(lines)
    half = len(times) * len(LOOKS)
    assert len(answers) == 2 * half, (len(answers), half)
    for place, (then, now) in enumerate(zip(answers[:half], answers[half:])):
        if "result" not in now:
            return f"{now}", lines
        standpoint = now["result"].pop("standpoint")
        if then["result"] != now["result"]:
            return f"{LOOKS[place % len(LOOKS)]} of {times[place // len(LOOKS)]}: {standpoint}", lines
    return None


def occurred(chance):
    """Words that were told late, and the same recorded at once."""
    texts = [(minute, chance.choice(["reply 1", "received 1"]), f"Words {number}")
             for number, minute in enumerate(sorted(chance.sample(range(START + 1, START + 400), 6)))]
    begin = [f"@clock {stamp(START)} zone UTC", "> add agent Ann Alder", "@as ann",
             "> new for Cleo <cleo@x.example> urgent : Gateway"]
    # Later than the last, so that no wait nor notice comes between.
    end = START + 400
    shuffled = chance.sample(texts, len(texts))
    late = begin + [f"@at {stamp(end)}"] + [
        f"> {verb} at {stamp(minute)} : {text}" for minute, verb, text in shuffled]
    plain = list(begin)
    for minute, verb, text in texts:
        plain += [f"@at {stamp(minute)}", f"> {verb} : {text}", "> why 1"]
    late += [f"> why 1 --as-of {stamp(minute)}" for minute, _, _ in texts]
    for then, now in zip(played(plain), played(late), strict=True):
        now["result"].pop("standpoint")
        for answer in (then, now):
            for clock in answer["result"]["clocks"]:
                # The same events have other numbers.
                clock.pop("began")
                for segment in clock.get("segments", []):
                    segment.pop("openedBy"), segment.pop("closedBy", None)
        if then["result"] != now["result"]:
            return f"{then['result']} is not {now['result']}", late
    return None


for number in range(HISTORIES):
    for rule in (known, occurred):
        found = rule(random.Random(f"{SEED}/{number}"))
        if found:
            failures += 1
            print(f"FAILED {rule.__name__}, seed {SEED}: {found[0][:600]}")
            print("\n".join("    " + line for line in found[1]))
print(f"standpoints: seed {SEED}, {HISTORIES} histories, {failures} failed")
sys.exit(bool(failures))
