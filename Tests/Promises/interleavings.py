#!/usr/bin/env python3
"""Policies, calendars, priorities, tags, merges and late words by chance, one between the other: what is
stored is what a recompute from nothing makes, every sum adds up, and nothing is refused but by the rules.

usage: interleavings.py DESK [SESSIONS] [SEED]
"""
import collections, datetime, json, os, pathlib, random, subprocess, sys, tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Answers"))
import proofs

DESK = os.path.abspath(sys.argv[1])
SESSIONS = int(sys.argv[2]) if len(sys.argv) > 2 else 12
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1 << 32)
# Few tickets have much happen to one, many much between several.
TICKETS, DEEDS = (2, 12), 160
MONDAY = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.timezone.utc)
PRIORITIES = ("urgent", "high", "medium", "low")
HOURS = ("Mon-Fri 09:00-17:00", "Mon-Fri 08:00-18:00", "Mon-Sat 10:00-12:00 13:00-20:00", "Mon-Sun 00:00-24:00")
# What the rules may say no to; anything else is the program's fault.
RULES = {"illegal-transition", "unchanged", "nothing-asked", "bad-value", "retroactive", "bad-document",
         "not-found", "missing-input", "owned", "silence", "conflict", "exists"}


def policy(chance):
    rows = [f"{rank} {' '.join(chance.sample(PRIORITIES, 2))} tagged {tag}"
            f" respond {chance.choice(('10m', '1h', 'never'))} resolve {chance.choice(('90m', '2h', 'never'))}"
            f"{chance.choice(('', ' update 40m'))} on {chance.choice(('always', 'office', 'shop'))}"
            for rank, tag in ((3, "gold"), (4, "slow")) if chance.random() < 0.5]
    for place, priority in enumerate(PRIORITIES):
        calendar = chance.choice(("always", "office", "shop"))
        resolve = chance.choice(("4h", "30h", "1d always", "1mo always") + (() if calendar == "always" else ("2wd",)))
        rows.append(f"{place + 1}0 {priority} respond {chance.choice(('15m', '1h', '4h'))}"
                    f"{chance.choice(('', ' next 2h', ' next never'))} resolve {resolve}"
                    f"{chance.choice(('', '', ' update 3h'))} on {calendar}")
    return "; ".join([f"policy p{chance.randrange(99)}", "zone " + chance.choice(("UTC", "Europe/Berlin")),
                      f"warn {chance.choice(('75 %', '50 % 90 %'))}", f"reopen {chance.choice((0, 1, 7))} days",
                      f"pause {chance.choice(('waiting', 'never'))}",
                      f"on-priority-change {chance.choice(('keep', 'restart'))}", *rows])


def hours(chance, now):
    closed = [f"closed {(now + datetime.timedelta(days=chance.randrange(-9, 20))):%Y-%m-%d}"
              f"{chance.choice(('', ' 12:00-14:00'))} a day" for _ in range(chance.randrange(3))]
    return "; ".join([f"zone {chance.choice(('UTC', 'Europe/Berlin'))}", f"hours {chance.choice(HOURS)}", *closed])


def deed(chance, now, tickets):
    """The lines of something that happens; those that ask are answered."""
    one, other = chance.randrange(1, tickets + 1), chance.randrange(1, tickets + 1)
    ago = now - datetime.timedelta(minutes=chance.randrange(1, 900))
    if tickets < 3 and chance.random() < 0.85:
        late = f"at {now - datetime.timedelta(minutes=chance.randrange(1, 40)):%Y-%m-%dT%H:%M:%SZ} "
        said, excused = [f"received {one} {chance.choice(('', late))}: x"], [f"no-reply-needed {one} because x"]
        return chance.choice((
            said, said, said, excused, excused, [f"reply {one} {chance.choice(('', late))}: x"],
            [f"wait {one} : x"], [f"resolve {one} --silent"], [f"reopen {one}"], [f"reopen {one}"]))
    past, later = (f"{now + datetime.timedelta(days=days):%Y-%m-%d}" for days in (-chance.randrange(1, 9), 3))
    return chance.choice((
        [f"reply {one} : x"], [f"reply {one} : x"], [f"received {one} : x"], [f"received {one} : x"],
        [f"wait {one} : x"], [f"wait {one} --force because x"], [f"resolve {one} : x"],
        [f"resolve {one} --silent"], [f"reopen {one}"], [f"close {one}"], ["tick"],
        [f"set {one} priority {chance.choice(PRIORITIES)} because x"],
        [f"tag {one} {chance.choice(('gold', 'slow'))}"], [f"untag {one} {chance.choice(('gold', 'slow'))}"],
        [f"no-reply-needed {one} because x"], [f"snooze {one} until tomorrow"],
        [f"transfer {one} to {chance.choice(('Cleo Crane', 'Ada Byron'))} because x"],
        [f"received {one} at {ago:%Y-%m-%dT%H:%M:%SZ} : late"], [f"reply {one} at {ago:%Y-%m-%dT%H:%M:%SZ} : late"],
        [f"merge {one} into {other}", "yes"] if chance.random() < 0.3 else [f"link {one} to {other}"],
        [f"split {one} from {chance.randrange(20, 200)}"],
        [f"policy apply because x : {policy(chance)}"],
        [f"policy apply --to open because x : {policy(chance)}", "yes"],
        [f"policy apply --from {past} --retroactive --to open because x : {policy(chance)}", "yes"],
        [f"policy apply --from {later} because x : {policy(chance)}"],
        [f"calendar amend {chance.choice(('office', 'shop'))} : {hours(chance, now)}", "yes"],
        [f"calendar amend office --from {later} : {hours(chance, now)}", "yes"],
        [f"calendar amend {chance.choice(('office', 'shop'))} --from {past} --retroactive because x :"
         f" {hours(chance, now)}", "yes"],
    ))


def session(chance):
    now, tickets = MONDAY, chance.choice(TICKETS)
    lines = [f"@clock {now:%Y-%m-%dT%H:%M:%S} zone UTC", f"@seed {chance.randrange(1 << 30)}",
             "> add agent Ann Alder", "> add customer Cleo Crane <cleo@acme.example>",
             "> add customer Ada Byron <ada@acme.example>",
             f"> calendar new office : {hours(chance, now)}", f"> calendar new shop : {hours(chance, now)}",
             f"> policy apply because x : {policy(chance)}"]
    lines += [f"> new for {chance.choice(('Cleo Crane', 'Ada Byron'))} {chance.choice(PRIORITIES)} : x"
              for _ in range(tickets)]
    for number in range(DEEDS):
        now += datetime.timedelta(seconds=chance.choice((0, 60, 900, 5_000, 40_000) if tickets > 2 else (0, 60, 300, 900)))
        lines.append(f"@clock {now:%Y-%m-%dT%H:%M:%S}")
        lines += ["> " + line for line in deed(chance, now, tickets)]
        if number % (40 if tickets > 2 else 8) == 7:
            lines += ["> cancel", "> verify"]
    lines += ["> cancel", *(f"> why {number}" for number in range(1, tickets + 1)),
              *(f"> why not {number}" for number in range(1, tickets + 1)),
              "> report sla", "> report breaches", "> report pauses", "> tick", "> tick", "> verify",
              *(f"> {verb} {number}" for number in range(1, tickets + 1) for verb in ("show", "history"))]
    return lines


def untold(history, is_waiting):
    """Of one ticket the clocks of which fewer breaches are told, and stand, than there are."""
    def group(clock):
        return "response" if clock.endswith("response") else clock
    told, standing, used_up = set(), collections.Counter(), collections.Counter()
    for event in history["events"]:
        key = tuple(event.get(name) for name in ("clock", "began", "promisedBy", "thresholdPercent"))
        if event["kind"] == "notified":
            if key in told:
                yield f"#{history['ticket']} was told twice of {key}"
            told.add(key)
        elif event["kind"] == "withdrawn":
            if key not in told:
                yield f"#{history['ticket']}: {key} was taken back, and not told"
            told.discard(key)
        # What a change used up while a clock rests waits for its end.
        elif event["kind"] == "breached" and not (is_waiting and event["cause"] == "reclassified"):
            used_up[group(event["clock"])] += 1
    for clock, _, _, threshold in told:
        standing[group(clock)] += threshold == 100
    for clock, count in used_up.items():
        if standing[clock] < count:
            yield f"#{history['ticket']}: of {count} breaches of {clock} clocks {standing[clock]} are told"


def faults_of(records):
    for record in records:
        if record["answer"] == "refused" and record["error"]["kind"] not in RULES \
                and record.get("method") is not None:
            # `yes` where nothing was asked, and `cancel` of nothing, are lines of their own.
            if record["error"]["kind"] not in ("unknown-verb", "nothing-to-cancel"):
                yield record
        for fault in proofs.judge(record.get("result")):
            yield f"line {record['line']}: {fault}"
    verified = [record["result"] for record in records if record.get("method") == "desk.verify"]
    for proof in verified:
        if not proof["holds"]:
            yield proof
    waits = {record["result"]["number"]: record["result"]["status"] == "waiting" for record in records
             if record.get("method") == "ticket.show" and record["answer"] == "done"}
    for record in records:
        if record.get("method") == "ticket.history" and record["answer"] == "done":
            yield from untold(record["result"], waits[record["result"]["ticket"]])
    if len(verified) < 4:
        yield f"only {len(verified)} proofs"


def main():
    faults, done = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(SESSIONS):
            path, log = os.path.join(folder, "random.desk"), os.path.join(folder, "log.jsonl")
            with open(path, "w") as file:
                file.write("\n".join(session(random.Random(f"{SEED} {number}"))) + "\n")
            environment = {name: value for name, value in os.environ.items() if name != "CI"}
            said = subprocess.run([DESK, "replay", "--bless", "--log", log, path], capture_output=True, text=True,
                                  env=environment)
            with open(log) as file:
                records = [json.loads(line) for line in file]
            found = list(faults_of(records))
            if said.returncode not in (0, 1) or said.stderr:
                found.append(said.stderr)
            for fault in found[:2]:
                print(f"FAILED session {number} of seed {SEED}: {str(fault)[:900]}")
            faults += bool(found)
            done += sum(record["answer"] == "done" for record in records)
    print(f"interleavings: seed {SEED}, {SESSIONS} sessions, {done} calls carried out, {faults} failed")
    return 1 if faults else 0


sys.exit(main())
